"""What people are called: by kinship, by title, by their profession in care; once for every list of such words.

What a list holds beside these, or leaves out, is said where it is made. The features that bundled models were trained
with, the lists of names and the lexicons, which are data, keep their own.
"""

from __future__ import annotations

PARTNERS = frozenset("wife husband partner spouse spouses fiance fiancee fiancé fiancée girlfriend boyfriend".split())
PARENTS = frozenset(
    "mom mum mother mommy mummy mama dad father daddy papa parent parents "
    "stepmom stepmum stepmother stepdad stepfather".split()
)
SIBLINGS = frozenset("brother brothers sister sisters sibling siblings stepbrother stepsister".split())
OFFSPRING = frozenset("son sons daughter daughters stepson stepdaughter".split())
GRANDPARENTS = frozenset(
    "grandma grandmother granny gran nan nana grandpa grandfather granddad grandad grandparent grandparents".split()
)
GRANDCHILDREN = frozenset(
    "grandson grandsons granddaughter granddaughters grandchild grandchildren grandkid grandkids".split()
)
FARTHER = frozenset("aunt aunts auntie uncle uncles cousin cousins".split())
ELDERS = PARENTS | GRANDPARENTS | FARTHER  # whose illness and death a family history tells
RELATIVES = PARTNERS | SIBLINGS | OFFSPRING | ELDERS | GRANDCHILDREN | {"niece", "nieces", "nephew", "nephews"}
YOUNG = frozenset("child children baby babies kid kids boy boys girl girls".split())  # somebody's, or a patient
KINSHIP = RELATIVES | YOUNG | {"family"}

POLITE_TITLES = frozenset("mr mrs ms mx miss mister".split())  # anybody's
STAFF_TITLES = frozenset("dr doctor nurse prof professor".split())
TITLES = POLITE_TITLES | STAFF_TITLES  # before a name
ABBREVIATED_TITLES = frozenset("dr mr mrs ms mx prof".split())  # with a full stop that ends no sentence
ADDRESSES = TITLES | {"sir", "madam", "sister", "father"}  # without a name, too

PROFESSIONS = frozenset(
    "nurse doctor physician clinician practitioner dentist hygienist surgeon consultant registrar specialist therapist "
    "counselor counsellor psychologist psychiatrist pharmacist midwife paramedic radiographer technician assistant "
    "receptionist scheduler secretary coordinator manager supervisor interpreter".split()
)
