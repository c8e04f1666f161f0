"""The drawing of the skin regions: what an illustrator would paint on the right half of a body.

Every stroke of paint names a region and the skin it covers, given by limits on the coordinates of a
vertex and by outlines in two of them. A later stroke covers an earlier one. All of it is drawn on
one figure (``region_figure.npz``: mm, the right half, standing with the palms forward), after its
landmarks: the numbers hold for that figure alone, the patches that come of them for all.

Coordinates of a vertex
    ``lat`` mm from the midline, ``y`` backward, ``z`` upward; ``nl, ny, nz`` its outward normal;
    ``round`` around the trunk, ``leg`` around the leg, ``arm`` around the arm, all in degrees from
    0 in front over 90 on the outer side to 180 behind (and down to -180 along the inner side);
    ``s`` the level along the arm, told by the height of the foot point on its axis; ``palm`` how
    far the normal looks to the palm side of a digit, ``part`` the part of the body.
"""

from __future__ import annotations

from dataclasses import dataclass

Point = tuple[float, float]
Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Paint:
    """One stroke: ``label`` goes to the vertices inside the outline and all limits.

    The border of a ``firm`` one is not smoothed: a small patch could lose its corners.
    """

    label: str
    axes: tuple[str, str] | None
    outline: tuple[Point, ...]
    parts: tuple[str, ...]
    limits: tuple[tuple[str, Range], ...]
    firm: bool = False


def paint(
    label: str,
    part: str,
    axes: str = "",
    outline: tuple[Point, ...] = (),
    firm: bool = False,
    **limits: Range,
) -> Paint:
    """A stroke on one or more parts (``"core arm"``), inside an outline in two coordinates."""
    first, _, second = axes.partition(" ")
    pair = (first, second) if axes else None
    return Paint(label, pair, outline, tuple(part.split()), tuple(limits.items()), firm)


# Axes of the limbs, (lat, y, z) from above down.
ARM_AXIS = ((215, -25, 1420), (257, -30, 1170), (349, -38, 908), (388, -57, 815))
LEG_AXIS = ((95, -30, 950), (100, -40, 720), (112, -25, 520), (140, -20, 85), (140, -20, 0))
TRUNK_Y = -35.0

# Digits: base, tip and the direction in which the pad looks, (lat, y, z).
DIGITS = {
    "thumb": ((414, -68, 880), (458, -108, 852), (-0.2, -0.75, -0.6)),
    "index": ((419, -58, 812), (457, -92, 757), (0, -1, 0)),
    "middle": ((396, -55, 803), (418, -92, 726), (0, -1, 0)),
    "ring": ((371, -53, 800), (381, -87, 724), (0, -1, 0)),
    "little": ((347, -53, 800), (347, -82, 751), (0, -1, 0)),
    "big_toe": ((108, -168, 22), (114, -218, 15), (0, 0, -1)),
    "lesser_toes": ((147, -160, 20), (149, -209, 15), (0, 0, -1)),
}

PARTS = (
    paint("core", "*"),
    paint(
        "arm", "*", "lat z",
        ((171, 1322), (172, 1275), (182, 1235), (200, 1180), (230, 1050), (250, 900), (250, 700),
         (600, 700), (600, 1600), (215, 1600), (178, 1480), (160, 1440), (160, 1400), (166, 1350)),
    ),
    paint("hand", "arm", s=(0, 898)),
    paint("thumb", "hand", "lat z", ((420, 900), (411, 880), (412, 868), (417, 856), (500, 820),
                                     (500, 920), (425, 920))),
    paint("index", "hand", "lat z", ((407, 804), (418, 816), (433, 824), (500, 800), (500, 700),
                                     (440, 700), (438, 740), (432, 760), (420, 781))),
    paint("middle", "hand", "lat z", ((407, 804), (396, 807), (383.5, 798), (388, 775), (396, 745),
                                      (399, 700), (440, 700), (438, 740), (432, 760), (420, 781))),
    paint("ring", "hand", "lat z", ((383.5, 798), (371, 804), (357.5, 799), (359, 780), (361, 755),
                                    (362, 700), (399, 700), (396, 745), (388, 775))),
    paint("little", "hand", "lat z", ((357.5, 799), (348, 804), (330, 801), (330, 700), (362, 700),
                                      (361, 755), (359, 780))),
    paint("foot", "core", z=(-10, 118)),
    paint("lesser_toes", "foot", "lat y", ((121, -170), (128, -163), (140, -166), (157, -161),
                                           (165, -155), (172, -151), (195, -145), (195, -240),
                                           (124, -240), (124, -190))),
    paint("big_toe", "foot", "lat y", ((85, -172), (105, -172), (121, -168), (124, -190),
                                       (124, -240), (80, -240))),
)  # fmt: skip

SHOULDER_AND_ARM = (
    # The deltoid ends in a tip on the outer side.
    paint("arm_front", "arm", s=(1208, 1600), arm=(-45, 50)),
    paint("arm_outer", "arm", s=(1208, 1600), arm=(50, 125)),
    paint("arm_back", "arm", s=(1208, 1600), arm=(125, 180)),
    paint("arm_back", "arm", s=(1208, 1600), arm=(-180, -125)),
    paint("arm_inner", "arm", s=(1208, 1600), arm=(-125, -45)),
    paint("shoulder_front", "arm", "arm s", ((-180, 1600), (-180, 1365), (-70, 1365), (0, 1345),
                                             (48, 1335), (48, 1600)), ny=(-1, 0.3)),
    paint("shoulder_outer", "arm", "arm s", ((48, 1600), (48, 1335), (90, 1318), (128, 1335),
                                             (128, 1600))),
    paint("shoulder_back", "arm", "arm s", ((128, 1600), (128, 1335), (181, 1355), (181, 1600))),
    paint("shoulder_back", "arm", "arm s", ((-181, 1600), (-181, 1355), (-110, 1370),
                                            (-110, 1600)), ny=(0.1, 1)),
    paint("elbow_front", "arm", s=(1137, 1208), arm=(-50, 52)),
    paint("elbow_outer", "arm", s=(1137, 1208), arm=(52, 142)),
    paint("elbow_tip", "arm", s=(1137, 1208), arm=(142, 180)),
    paint("elbow_tip", "arm", s=(1137, 1208), arm=(-180, -135)),
    paint("elbow_inner", "arm", s=(1137, 1208), arm=(-135, -50)),
    paint("forearm_front", "arm", s=(915, 1137), arm=(-70, 50)),
    paint("forearm_thumb_side", "arm", s=(915, 1137), arm=(50, 122)),
    paint("forearm_back", "arm", s=(915, 1137), arm=(122, 180)),
    paint("forearm_back", "arm", s=(915, 1137), arm=(-180, -158)),
    paint("forearm_little_side", "arm", s=(915, 1137), arm=(-158, -70)),
    # The wrist lies over the carpal bones: from the ends of the forearm's bones to the palm.
    paint("wrist_front", "arm hand", s=(883, 915), arm=(-65, 65)),
    paint("wrist_thumb_side", "arm hand", s=(881, 915), arm=(65, 130)),
    paint("wrist_back", "arm hand", s=(881, 915), arm=(130, 180)),
    paint("wrist_back", "arm hand", s=(881, 915), arm=(-180, -142)),
    paint("wrist_little_side", "arm hand", s=(891, 916), arm=(-142, -65)),
)  # fmt: skip

HAND = (
    paint("hand_back", "hand", s=(0, 881)),
    paint("hand_back", "hand", s=(0, 891), arm=(-125, -65)),
    paint("hand_palm", "hand", s=(0, 883), ny=(-1, -0.1)),
    paint("hand_little_pad", "hand", "lat z", ((315, 884), (335, 884), (340, 878), (352, 880),
                                               (352, 845), (343, 831), (315, 828)), ny=(-1, -0.1)),
    paint("hand_thumb_pad", "hand", "lat z", ((351, 900), (361, 882), (378, 864), (397, 858),
                                              (425, 852), (425, 925), (370, 925)),
          ny=(-1, -0.05), s=(0, 887)),
    paint("thumb_base", "hand", "lat z", ((379, 915), (384, 893), (398, 880), (412, 870),
                                          (425, 870), (425, 915)), ny=(-0.45, 1)),
    # The hollow between the tendons of the thumb, down to the joint at its base.
    paint("wrist_thumb_side", "hand", "lat z", ((366, 925), (366, 895), (379, 886), (388, 890),
                                                (388, 897), (382, 903), (382, 915)),
          ny=(-0.5, 1), nl=(0.1, 1)),
    paint("hand_thumb_web", "hand", "lat z", ((430, 872), (410, 871), (396, 876), (391, 862),
                                              (404, 842), (413, 832), (435, 836)), ny=(-0.1, 1)),
    paint("hand_thumb_web", "hand", "lat z", ((430, 862), (404, 862), (406, 850), (413, 838),
                                              (435, 838))),
    *(
        paint(f"{digit}_{side}", digit, palm=limits)
        for digit in ("thumb", "index", "middle", "ring", "little")
        for side, limits in (("dorsal", (-1, -0.2)), ("palmar", (-0.2, 1)))
    ),
)  # fmt: skip

THIGH_AND_LEG = (
    paint("thigh_front_upper", "core", z=(480, 950), leg=(-180, 180)),
    paint("thigh_front_lower", "core", z=(480, 716)),
    paint("thigh_outer_upper", "core", z=(716, 900), leg=(45, 122)),
    paint("thigh_outer_lower", "core", z=(480, 716), leg=(48, 122)),
    paint("thigh_back_upper", "core", z=(716, 860), leg=(122, 181)),
    paint("thigh_back_upper", "core", z=(716, 860), leg=(-181, -132)),
    paint("thigh_back_lower", "core", z=(480, 716), leg=(122, 181)),
    paint("thigh_back_lower", "core", z=(480, 716), leg=(-181, -132)),
    # The adductors: a wedge between the quadriceps and the hamstrings, narrower below.
    paint("thigh_inner_upper", "core", "leg z", ((-132, 950), (-132, 716), (-48, 716), (-36, 860),
                                                 (-30, 950))),
    paint("thigh_inner_lower", "core", "leg z", ((-132, 716), (-132, 480), (-58, 480), (-48, 716))),
    # Knee
    paint("knee_front", "core", z=(482, 562), leg=(-48, 48)),
    paint("knee_outer", "core", z=(470, 557), leg=(48, 117)),
    paint("knee_inner", "core", z=(470, 557), leg=(-123, -48)),
    paint("knee_back", "core", z=(470, 557), leg=(117, 181)),
    paint("knee_back", "core", z=(470, 557), leg=(-181, -123)),
    # Leg
    paint("shin", "core", z=(118, 482), leg=(-50, 52)),
    paint("leg_outer", "core", z=(118, 470), leg=(52, 125)),
    paint("leg_inner", "core", z=(118, 470), leg=(-122, -50)),
    paint("calf_upper", "core", z=(295, 470), leg=(125, 181)),
    paint("calf_upper", "core", z=(295, 470), leg=(-181, -122)),
    paint("calf_lower", "core", z=(118, 295), leg=(125, 181)),
    paint("calf_lower", "core", z=(118, 295), leg=(-181, -122)),
    paint("achilles", "core", z=(118, 150), leg=(125, 181)),
    paint("achilles", "core", z=(118, 150), leg=(-181, -122)),
)  # fmt: skip

FOOT = (
    paint("foot_top", "foot"),
    paint("ankle_front", "foot", y=(-200, -35), z=(78, 118)),
    paint("ankle_outer", "foot", "y z", ((9, 125), (-42, 125), (-50, 80), (-46, 55), (-20, 50),
                                         (9, 56)), lat=(140, 250)),
    paint("ankle_inner", "foot", "y z", ((9, 125), (-42, 125), (-52, 80), (-48, 62), (-20, 55),
                                         (9, 56)), lat=(60, 140)),
    paint("achilles", "foot", y=(8, 60), z=(63, 125)),
    paint("foot_outer_edge", "foot", "y z", ((-25, 0), (-25, 52), (-60, 44), (-110, 34),
                                             (-165, 27), (-165, 0)), nl=(0.35, 1), lat=(140, 250)),
    paint("foot_inner_edge", "foot", "y z", ((-30, 0), (-30, 56), (-60, 64), (-100, 50),
                                             (-175, 34), (-175, 0)), nl=(-1, -0.35), lat=(60, 140)),
    paint("heel_inner", "foot", "y z", ((24, 0), (24, 56), (-30, 56), (-36, 0)), lat=(60, 140)),
    paint("heel_back", "foot", "y z", ((60, 0), (60, 63), (8, 63), (-25, 52), (-25, 0)),
          lat=(140, 250)),
    paint("heel_back", "foot", "y z", ((60, 0), (60, 63), (18, 63), (24, 0)), lat=(60, 150)),
    # The sole
    paint("foot_sole_middle", "foot", nz=(-1, -0.45), z=(-5, 30)),
    paint("foot_arch", "foot", "lat y", ((60, -40), (126, -40), (131, -60), (131, -112),
                                         (60, -116)), nz=(-1, -0.25), z=(-5, 30)),
    paint("foot_ball", "foot", "lat y", ((60, -112), (131, -112), (165, -106), (200, -100),
                                         (200, -220), (60, -220)), nz=(-1, -0.45), z=(-5, 30)),
    paint("foot_ball_inner", "foot", "lat y", ((60, -116), (122, -116), (122, -220), (60, -220)),
          nz=(-1, -0.45), z=(-5, 30)),
    paint("foot_ball_outer", "foot", "lat y", ((165, -104), (200, -98), (200, -180),
                                               (165, -180)), nz=(-1, -0.45), z=(-5, 30)),
    paint("heel_bottom", "foot", "lat y", ((60, -48), (128, -48), (145, -42), (158, -36),
                                            (200, -26), (200, 60), (60, 60)),
          nz=(-1, -0.45), z=(-5, 30)),
    *(
        paint(f"{toe}_{side}", toe, palm=limits)
        for toe in ("big_toe", "lesser_toes")
        for side, limits in (("top", (-1, 0.0)), ("sole", (0.0, 1)))
    ),
)  # fmt: skip

HIP_AND_PELVIS = (
    # Behind
    paint("buttock_middle", "core", z=(850, 1050), round=(118, 181)),
    paint("buttock_upper", "core", z=(965, 1050), round=(118, 181)),
    paint("buttock_lower", "core", "lat z", ((0, 838), (60, 842), (135, 850), (140, 905), (0, 905)),
          y=(0, 120)),
    paint("buttock_outer", "core", z=(872, 1030), round=(98, 121)),
    paint("buttock_outer", "core", z=(975, 1042), round=(78, 118)),
    paint("sit_bone", "core", "lat z", ((34, 866), (88, 866), (96, 885), (86, 914), (38, 914),
                                        (28, 885)), y=(25, 120)),
    paint("hip_outer", "core", z=(872, 975), round=(70, 112)),
    paint("hip_front", "core", "lat z", ((100, 1030), (165, 1022), (190, 888), (60, 888),
                                         (60, 960)), round=(0, 78)),
    paint("groin", "core", "lat z", ((22, 962), (100, 1030), (113, 1004), (96, 955), (62, 905),
                                     (30, 878), (16, 892)), round=(0, 66), y=(-200, -75)),
    paint("genital_region", "core", "lat z", ((-1, 948), (27, 946), (24, 900), (16, 880), (10, 850),
                                              (-1, 850)), y=(-140, -62)),
    paint("perineum", "core", y=(-62, 8), z=(850, 885), lat=(-1, 14)),
    paint("anal_region", "core", y=(8, 62), z=(855, 896), lat=(-1, 17)),
    paint("tailbone", "core", "lat z", ((-1, 896), (14, 896), (20, 958), (-1, 958)), y=(20, 120)),
    paint("sacrum", "core", "lat z", ((-1, 958), (46, 960), (46, 976), (30, 996), (30, 1048),
                                      (-1, 1048)),
          y=(20, 120)),
    paint("sacroiliac", "core", "lat z", ((26, 985), (28, 1047), (66, 1050), (66, 1010),
                                        (54, 985)), y=(20, 120), firm=True),
)  # fmt: skip

BACK = (
    paint("low_back_upper", "core", z=(1090, 1160), round=(115, 181)),
    paint("low_back_lower", "core", "lat z", ((0, 1046), (0, 1096), (50, 1096), (76, 1090),
                                               (76, 1078), (57, 1068), (55, 1046)),
          round=(115, 181)),
    paint("back_lower_ribs", "core", "lat z", ((0, 1300), (200, 1300), (200, 1112), (100, 1120),
                                               (60, 1140), (24, 1158), (0, 1158)),
          round=(112, 181)),
    paint("low_back_flank", "core", "lat z", ((76, 1084), (200, 1080), (200, 1112), (100, 1120),
                                              (76, 1133)), round=(112, 181)),
    paint("back_mid", "core", "lat z", ((0, 1343), (60, 1343), (74, 1300), (92, 1262), (92, 1226),
                                          (0, 1226)), round=(110, 181)),
    paint("back_between_blades", "core", "lat z", ((0, 1480), (56, 1480), (60, 1440), (60, 1340),
                                                   (0, 1340)), round=(110, 181), y=(10, 120)),
    paint("scapula_body", "core", "lat z", ((76, 1425), (123, 1442), (190, 1458), (172, 1400),
                                            (158, 1360), (135, 1300), (76, 1300)), y=(5, 120)),
    paint("scapula_inner_border", "core", "lat z", ((60, 1442), (84, 1442), (82, 1400),
                                                    (80, 1305), (62, 1305), (58, 1340)),
          y=(20, 120)),
    paint("scapula_lower_tip", "core", "lat z", ((70, 1312), (128, 1312), (126, 1272), (102, 1262),
                                                 (72, 1272)), y=(20, 120)),
    paint("scapula_upper", "core", "lat z", ((56, 1480), (60, 1442), (84, 1430), (123, 1438),
                                             (190, 1455), (160, 1480), (118, 1475), (80, 1482)),
          y=(20, 120)),
    paint("back_upper_spine", "core", z=(1381, 1489), lat=(-1, 29.5), y=(0, 120)),
    paint("back_mid_spine", "core", z=(1158, 1381), lat=(-1, 29.5), y=(0, 120)),
    paint("low_back_spine", "core", z=(1048, 1158), lat=(-1, 25), y=(0, 120)),
    paint("iliac_crest_back", "core", "lat z", ((57, 1047), (57, 1068), (74, 1077), (80, 1086),
                                                (200, 1086), (200, 1032), (100, 1036), (70, 1042)),
          round=(128, 181)),
    paint("iliac_crest_side", "core", "round z", ((62, 1086), (62, 1030), (79, 1030), (82, 1041),
                                                  (118, 1042), (128, 1046), (128, 1086))),
)  # fmt: skip

FRONT = (
    paint("abd_flank", "core", "round z", ((38, 1060), (62, 1056), (76, 1072), (114, 1080),
                                           (114, 1130), (38, 1130))),
    paint("abd_navel", "core", z=(1036, 1122), lat=(-1, 58), round=(0, 62)),
    paint("abd_above_pubis", "core", z=(946, 1036), lat=(-1, 50), round=(0, 62)),
    paint("abd_lower_side", "core", "lat z", ((50, 985), (50, 1046), (58, 1058), (170, 1058),
                                              (170, 1030), (106, 1034)), round=(0, 62)),
    paint("abd_upper_side", "core", "lat z", ((20, 1230), (180, 1230), (180, 1096), (58, 1096),
                                              (58, 1122), (30, 1122)), round=(0, 62)),
    paint("abd_upper_middle", "core", "lat z", ((-1, 1122), (48, 1122), (48, 1190), (20, 1250),
                                                (-1, 1250)), round=(0, 62)),
    paint("chest_side", "core", z=(1126, 1335), round=(60, 114)),
    paint("chest_lower_front", "core", "lat z", ((-1, 1250), (20, 1236), (50, 1190), (84, 1158),
                                                 (132, 1126), (170, 1120), (170, 1262),
                                                 (-1, 1262)), round=(0, 62)),
    paint("chest_upper", "core", "lat z", ((20, 1410), (165, 1415), (165, 1345), (172, 1300),
                                           (20, 1300)), round=(0, 72)),
    paint("chest_breast", "core", "lat z", ((52, 1300), (70, 1318), (120, 1318), (165, 1318),
                                            (170, 1255), (150, 1238), (70, 1238), (52, 1250)),
          round=(0, 66)),
    paint("chest_heart_area", "core", "lat z", ((-1, 1365), (50, 1365), (60, 1330), (58, 1250),
                                                (-1, 1240)), round=(0, 62)),
    paint("chest_breastbone", "core", lat=(-1, 25), z=(1246, 1436), round=(0, 62)),
    paint("chest_below_collarbone", "core", "lat z", ((25, 1432), (82, 1440), (150, 1460),
                                                      (160, 1418), (100, 1405), (25, 1408)),
          y=(-140, -15)),
    paint("shoulder_front", "core", "lat z", ((150, 1462), (150, 1420), (158, 1390), (164, 1350),
                                              (190, 1330), (230, 1480)), ny=(-1, 0.35)),
    paint("shoulder_back", "core", "lat z", ((190, 1458), (172, 1400), (158, 1366), (170, 1350),
                                             (240, 1350), (240, 1460)), y=(0, 120)),
    # The armpit: the hollow between its two folds.
    paint("armpit", "core arm", "lat z", ((148, 1362), (185, 1372), (192, 1330), (178, 1290),
                                          (150, 1296)), y=(-82, 22), nz=(-1, 0.3)),
    paint("armpit_back_fold", "core", "lat z", ((138, 1330), (150, 1352), (162, 1372), (180, 1330),
                                                (165, 1285), (138, 1285)), y=(22, 90)),
)  # fmt: skip

NECK_AND_SHOULDER_TOP = (
    paint("neck_side", "core", "y z", ((-14, 1592), (-50, 1598), (-60, 1590), (-65, 1556),
                                       (-70, 1530), (-68, 1500), (-74, 1475), (-80, 1440),
                                       (-18, 1440)), lat=(-1, 120)),
    paint("shoulder_top", "core", "lat y", ((80, 45), (80, -45), (150, -28), (172, -20), (178, 20),
                                            (120, 45)), z=(1455, 1520), nz=(0.1, 1)),
    paint("neck_front", "core", "y z", ((-120, 1424), (-66, 1440), (-74, 1475), (-68, 1500),
                                        (-69, 1530), (-95, 1526), (-130, 1523)), lat=(-1, 44)),
    paint("neck_under_jaw", "core", "y z", ((-64, 1553), (-68, 1535), (-80, 1525), (-95, 1519),
                                            (-145, 1522), (-146, 1528), (-136, 1531),
                                            (-113, 1539), (-90, 1549), (-72, 1559)),
          nz=(-1, 0.0)),
    paint("neck_back", "core", "y z", ((60, 1476), (2, 1490), (0, 1590), (60, 1590)),
          lat=(-1, 44), ny=(-0.2, 1)),
    paint("neck_posterolateral", "core", z=(1515, 1590), y=(-22, 14), lat=(38, 100)),
    paint("neck_posterolateral", "core", z=(1500, 1590), y=(-10, 40), lat=(38, 60)),
    paint("neck_angle", "core", "lat z", ((46, 1486), (56, 1520), (64, 1528), (100, 1505),
                                          (96, 1470), (50, 1474)), y=(-34, 36)),
    paint("neck_collarbone_hollow", "core", "lat y", ((44, -90), (52, -56), (62, -42), (96, -34),
                                                      (120, -38), (120, -60), (80, -80)),
          z=(1448, 1492), ny=(-1, 0)),
    paint("neck_skull_base", "core", "y z", ((70, 1630), (15, 1628), (-8, 1612), (-16, 1586),
                                             (0, 1580), (70, 1585)), lat=(-1, 64)),
    paint("collarbone", "core", "lat z", ((18, 1452), (50, 1454), (82, 1466), (120, 1477),
                                          (140, 1483), (172, 1488), (172, 1464), (140, 1459),
                                          (82, 1442), (50, 1430), (18, 1428)), y=(-140, -22)),
    paint("shoulder_point", "core arm", "lat y", ((156, -34), (216, -32), (224, 0), (212, 26),
                                                  (190, 32), (160, 18)),
          z=(1435, 1500), nz=(0.25, 1)),
)  # fmt: skip

HEAD = (
    paint("head_side_upper", "core", z=(1585, 1800)),
    paint("face_cheek", "core", "y z", ((-99, 1556), (-99, 1612), (-200, 1612), (-200, 1530),
                                        (-140, 1530))),
    paint("head_occiput", "core", "y z", ((-8, 1628), (-8, 1655), (0, 1672), (10, 1690), (30, 1706),
                                          (80, 1712), (80, 1630), (15, 1628)), lat=(-1, 90)),
    paint("head_vertex", "core", "y z", ((-120, 1728), (14, 1728), (14, 1800), (-120, 1800)),
          nz=(0.76, 1)),
    paint("head_vertex", "core", "y z", ((0, 1715), (30, 1708), (60, 1708), (60, 1800), (0, 1800)),
          lat=(-1, 36)),
    paint("head_forehead", "core", "y z", ((-126, 1655), (-122, 1690), (-108, 1712), (-114, 1734),
                                           (-118, 1760), (-200, 1760), (-200, 1655))),
    paint("head_temple", "core", "y z", ((-64, 1634), (-62, 1655), (-66, 1690), (-84, 1706),
                                         (-110, 1706), (-124, 1685), (-127, 1660), (-132, 1632))),
    paint("head_behind_ear", "core", "y z", ((-42, 1592), (-36, 1610), (-40, 1655), (-18, 1655),
                                             (-6, 1630), (-10, 1600), (-20, 1590)), lat=(50, 75)),
    # The auricle, front and back, down to where it grows out of the head.
    paint("ear_deep", "core", "y z", ((-33, 1652), (-62, 1652), (-64, 1630), (-65, 1596),
                                      (-48, 1594), (-33, 1622)), lat=(67.5, 100)),
    paint("face_jaw_angle", "core", "y z", ((-58, 1598), (-61, 1575), (-68, 1556), (-84, 1550),
                                            (-99, 1556), (-101, 1598)), lat=(30, 75)),
    paint("face_lower_jaw", "core", "y z", ((-66, 1558), (-84, 1551), (-99, 1546), (-113, 1539),
                                            (-136, 1530), (-148, 1527), (-148, 1556),
                                            (-112, 1562), (-92, 1564))),
    paint("face_jaw_joint", "core", "y z", ((-62, 1635), (-58, 1598), (-92, 1598), (-90, 1635)),
          lat=(55, 80)),
    paint("face_cheekbone", "core", "y z", ((-88, 1635), (-90, 1609), (-120, 1605), (-144, 1606),
                                            (-147, 1620), (-136, 1635)), lat=(37, 80)),
    paint("face_below_eye", "core", "lat z", ((12, 1630), (16, 1608), (20, 1596), (32, 1600),
                                              (40, 1606), (44, 1626), (30, 1628)),
          y=(-170, -110)),
    paint("face_chin", "core", "lat z", ((-1, 1574), (24, 1571), (30, 1560), (26, 1528),
                                         (-1, 1522)), y=(-180, -112)),
    paint("face_upper_lip", "core", "lat z", ((-1, 1595), (18, 1598), (26, 1587), (31, 1573),
                                              (30, 1567), (24, 1571), (-1, 1573)), y=(-180, -120)),
    paint("face_nose", "core", "lat z", ((-1, 1652), (7, 1650), (10, 1637), (14, 1618), (20, 1608),
                                         (19, 1599), (10, 1593), (-1, 1591)), y=(-200, -130)),
    paint("face_around_eye", "core", "lat z", ((10, 1640), (14, 1650), (30, 1655), (46, 1653),
                                               (56, 1643), (52, 1631), (40, 1625), (24, 1627),
                                               (13, 1631)), y=(-170, -105)),
    paint("face_eyebrow", "core", "lat z", ((6, 1651), (15, 1649.5), (30, 1653), (46, 1652),
                                            (58, 1647), (61, 1655), (45, 1664), (26, 1666),
                                            (9, 1662)), y=(-170, -115)),
    # The mesh goes on behind the lids and into the mouth; the red of the lips belongs to that.
    paint("face_around_eye", "core", "lat y", ((10, -140), (34, -146), (44, -140), (48, -133),
                                               (48, -105), (10, -105)), z=(1625, 1660)),
    paint("mouth_tongue_palate", "core", "lat z", ((-1, 1580), (8, 1580.5), (17, 1577), (27, 1571),
                                                   (15, 1566), (-1, 1564.5)), y=(-180, -140)),
    paint("mouth_tongue_palate", "core", "lat y", ((-1, -150), (18, -148), (24, -141), (30, -136),
                                                   (34, -50), (-1, -50)), z=(1553, 1612)),
    paint("mouth_tongue_palate", "core", "lat y", ((-1, -138), (24, -132), (28, -120), (28, -50),
                                                   (-1, -50)), z=(1540, 1553)),
)  # fmt: skip

STROKES = (
    *THIGH_AND_LEG, *FOOT, *SHOULDER_AND_ARM, *HAND, *HIP_AND_PELVIS, *BACK, *FRONT, *HEAD,
    *NECK_AND_SHOULDER_TOP,
)  # fmt: skip
