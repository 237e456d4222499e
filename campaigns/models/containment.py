"""The database keeps every slot within its campaign.

Both triggers wait for the end of the transaction, so a campaign and its slots may be
moved together. The slot's trigger locks the campaign, so that a slot and a campaign
changed by two people at once cannot miss each other.
"""

import pgtrigger

SLOT_WITHIN_CAMPAIGN = pgtrigger.Trigger(
    name="within_campaign",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update,
    timing=pgtrigger.Deferred,
    func="""
        PERFORM 1 FROM campaigns_campaign WHERE id = NEW.campaign_id FOR SHARE;
        IF EXISTS (
            SELECT 1 FROM campaigns_timeslot s
            JOIN campaigns_campaign c ON c.id = s.campaign_id
            WHERE s.id = NEW.id
                AND (s.starts_at < c.starts_at OR s.ends_at > c.ends_at)
        ) THEN
            RAISE check_violation
                USING MESSAGE = 'a time slot lies outside its campaign';
        END IF;
        RETURN NULL;
    """,
)

CAMPAIGN_HOLDS_ITS_SLOTS = pgtrigger.Trigger(
    name="holds_its_slots",
    when=pgtrigger.After,
    operation=pgtrigger.UpdateOf("starts_at", "ends_at"),  # type: ignore[no-untyped-call]
    timing=pgtrigger.Deferred,
    func="""
        IF EXISTS (
            SELECT 1 FROM campaigns_timeslot s
            JOIN campaigns_campaign c ON c.id = s.campaign_id
            WHERE c.id = NEW.id
                AND (s.starts_at < c.starts_at OR s.ends_at > c.ends_at)
        ) THEN
            RAISE check_violation
                USING MESSAGE = 'a time slot lies outside its campaign';
        END IF;
        RETURN NULL;
    """,
)
