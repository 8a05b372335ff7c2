"""Training of the tagger: ``data`` (labelled and unlabelled texts), ``network`` (teacher and student), ``recipe`` (how they learn).

``network`` and ``recipe`` need torch, the extra ``textmine[train]``; ``data`` does not. A large teacher reads unlabelled texts
and learns from all labelled sets; the student, the small network that :mod:`textmine.entities.model` runs, learns from what the
teacher says of them all (knowledge distillation; Hinton et al. 2015).
"""
