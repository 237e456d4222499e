"""Who receives a complaint, and how the rules that say so are changed.

``planning`` applies a set of rules to one complaint; ``checking`` says what is wrong
with a set; ``simulating`` shows what a set would have changed; ``changing`` is the
life of a set, from copy to force.
"""
