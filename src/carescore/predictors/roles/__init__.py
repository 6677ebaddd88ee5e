"""Who is staff, patient or companion, judged from what each speaker says and how the others speak to them."""

from carescore.predictors.roles.model import (
    HEADS,
    MOST_JOINT,
    ROLES,
    SURE_ALONE,
    TINY,
    against,
    assign,
    dense,
    dense_names,
    grams,
    margin,
    predict,
    probe,
    role_prior,
)

__all__ = [
    "HEADS",
    "MOST_JOINT",
    "ROLES",
    "SURE_ALONE",
    "TINY",
    "against",
    "assign",
    "dense",
    "dense_names",
    "grams",
    "margin",
    "predict",
    "probe",
    "role_prior",
]
