"""The official papers of a promotion, prefilled from its dossier.

``facts`` is what they say, frozen at each submission by ``versions``; one module a form
turns facts and goods into blocks; ``issuing`` gives drafts and issues papers, ``annex``
makes the sheet of very many goods. The words of the papers stand here in Vietnamese
and are not translated: an official paper has one language whoever makes it.

Legal source: annex of Decree 81/2018/NĐ-CP, forms 01, 02 and 03; Decree 30/2020/NĐ-CP,
Appendix I (layout).
"""
