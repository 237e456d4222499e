"""What became of the prizes: the report that follows a registered promotion.

``owing`` says who reports and until when, ``sums`` what was given and what is left,
``writing`` keeps the draft. Sending and answering are verbs of the workflow.

Legal source: Decree 81/2018/NĐ-CP, Article 21 and form 07 of its annex.
"""
