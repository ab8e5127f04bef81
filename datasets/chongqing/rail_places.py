"""Guide points for ``build_railways.py``: cities a line runs through where the shortest way lies.

Positions are of the cities, to about 2 km, from general knowledge (assumption); which of them a
service passes is general knowledge too, held against the kilometres of ``links.csv``.
"""

from __future__ import annotations

from typing import Final, TypeAlias

Point: TypeAlias = tuple[float, float]

GUIDES: Final[dict[str, Point]] = {
    # land-sea corridor: Guizhou-Guangxi line
    "Dushan": (107.54, 25.83),
    "Hechi": (108.06, 24.70),
    "Liuzhou": (109.39, 24.31),
    "Litang": (109.13, 23.19),
    # to the sea at Shanghai, and Jingzhou
    "Luchaogang": (121.86, 30.90),
    "Ankang": (109.03, 32.69),
    "Xiangyang": (112.12, 32.07),
    "Jingmen": (112.20, 31.03),
    # to Manzhouli
    "Shanhaiguan": (119.77, 39.98),
    "Harbin": (126.62, 45.76),
    "Hailar": (119.73, 49.22),
    # Yunnan-Vietnam
    "Yuxi": (102.55, 24.35),
    "Jianshui": (102.83, 23.63),
    "Mengzi": (103.37, 23.37),
    # Mongolia
    "Choir": (108.37, 46.36),
    "Sainshand": (110.14, 44.89),
    "Zuunkharaa": (106.46, 48.86),
    "Darkhan": (105.96, 49.49),
    "Sukhbaatar": (106.19, 50.24),
    "Ulan-Ude": (107.58, 51.83),
    "Slyudyanka": (103.72, 51.66),
    "Babushkin": (105.86, 51.71),
    # Trans-Siberian
    "Khabarovsk": (135.07, 48.49),
    "Belogorsk": (128.47, 50.92),
    "Skovorodino": (123.94, 53.98),
    "Mogocha": (119.77, 53.73),
    # Kazakhstan
    "Aktobe": (57.21, 50.28),
    "Kyzylorda": (65.50, 44.85),
    "Aralsk": (61.67, 46.80),
    "Shalkar": (59.60, 47.83),
    "Zhezkazgan": (67.71, 47.79),
    "Beineu": (55.19, 45.32),
    # Baku-Tbilisi-Kars and Turkey
    "Marneuli": (44.81, 41.47),
    "Akhalkalaki": (43.48, 41.41),
    "Kars": (43.09, 40.60),
    "Erzurum": (41.27, 39.92),
    "Erzincan": (39.49, 39.74),
    "Sivas": (37.01, 39.75),
    "Kayseri": (35.48, 38.73),
    "Ankara": (32.85, 39.93),
    "Eskisehir": (30.52, 39.78),
    "Izmit": (29.92, 40.76),
    "Uskudar": (29.02, 41.02),
    # Thailand south of Bangkok
    "Bang Sue": (100.54, 13.80),
    "Nakhon Pathom": (100.06, 13.82),
    "Ratchaburi": (99.82, 13.54),
    "Phetchaburi": (99.94, 13.11),
    "Hua Hin": (99.95, 12.57),
    "Prachuap Khiri Khan": (99.79, 11.81),
    "Chumphon": (99.18, 10.50),
    "Surat Thani": (99.23, 9.11),
    "Thung Song": (99.68, 8.16),
    "Phatthalung": (100.08, 7.62),
    "Hat Yai": (100.47, 7.00),
    # Ruegen
    "Bergen auf Ruegen": (13.43, 54.42),
    "Stralsund": (13.08, 54.31),
}

_SOUTH: Final = ("KWE_R", "Dushan", "Hechi", "Liuzhou")
_BAIKAL: Final = ("Slyudyanka", "Babushkin", "Ulan-Ude")
_THAILAND: Final = (
    "Bang Sue", "Nakhon Pathom", "Ratchaburi", "Phetchaburi", "Hua Hin", "Prachuap Khiri Khan",
    "Chumphon", "Surat Thani", "Thung Song", "Phatthalung", "Hat Yai",
)  # fmt: skip
_TURKEY: Final = (
    "Uskudar", "Izmit", "Eskisehir", "Ankara", "Kayseri", "Sivas", "Erzincan", "Erzurum", "Kars",
    "Akhalkalaki", "Marneuli",
)  # fmt: skip

BY_WAY_OF: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("CQ_TJC", "NNG_R"): (*_SOUTH, "Litang"),
    ("CQ_YZ", "NNG_R"): (*_SOUTH, "Litang"),
    ("KWE_R", "NNG_R"): ("Dushan", "Hechi", "Liuzhou", "Litang"),
    ("CQ_TJC", "QZH_E"): (*_SOUTH, "Litang"),
    ("CQ_YZ", "QZH_E"): (*_SOUTH, "Litang"),
    ("CQ_XNY", "QZH_E"): (*_SOUTH, "Litang"),
    ("QZH_E", "WZ_RS"): ("Litang", *_SOUTH[::-1], "CQ_TJC"),
    ("HUH", "QZH_E"): ("Liuzhou", "Litang"),
    ("CQ_TJC", "ZHA"): (*_SOUTH, "Litang"),
    ("CQ_TJC", "SHA_YS"): ("Luchaogang",),
    ("CTU_QBJ", "JZH"): ("DAZ", "Ankang", "Xiangyang", "Jingmen"),
    ("CQ_TJC", "MZL"): ("DAZ", "Ankang", "Xiangyang", "Shanhaiguan", "Harbin", "Hailar"),
    ("HEK", "KMG_R"): ("Mengzi", "Jianshui", "Yuxi"),
    ("UB", "ZAM"): ("Choir", "Sainshand"),
    ("NAU", "UB"): ("Sukhbaatar", "Darkhan", "Zuunkharaa"),
    ("IRK", "NAU"): _BAIKAL,
    ("NSK", "VVO"): (
        "IRK",
        *_BAIKAL,
        "CHT",
        "Mogocha",
        "Skovorodino",
        "Belogorsk",
        "Khabarovsk",
    ),
    ("ILE", "KAN"): ("Aktobe",),
    ("ILE", "TAS"): ("Aktobe", "KAN", "Shalkar", "Aralsk", "Kyzylorda", "ARY"),
    ("ARY", "KAN"): ("Kyzylorda", "Aralsk", "Shalkar"),
    ("AKT", "ALT"): ("Beineu", "Shalkar", "Zhezkazgan"),
    ("IST_R", "TBI"): _TURKEY,
    ("LKB", "PBR"): _THAILAND,
    ("DUI", "MUK"): ("ROS", "Stralsund", "Bergen auf Ruegen"),
}
"""Pair of terminals in alphabetical order, and the cities (or terminals) on the way in turn."""
