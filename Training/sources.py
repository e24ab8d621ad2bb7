"""Which photographs the puzzles are made of: packages, versions, and the files that are photographs.

Every folder was looked at as a contact sheet; drawings, renderings, screenshots, paintings, cut-outs on
white, black-and-white pictures, faded scans and near duplicates are left out by name.
"""

# Debian 12 packages with their versions, and globs of the pictures in them.
PACKAGES = {
    "gcompris-qt-data": ("3.1-2", "usr/share/gcompris-qt/rcc/*.rcc"),
    "mate-backgrounds": ("1.26.0-1", "usr/share/backgrounds/mate/**/*.jpg"),
    "plasma-workspace-wallpapers": ("4:5.27.5-2", "usr/share/wallpapers/*/contents/images/*.jpg"),
    "lomiri-wallpapers-16.04": ("20.04.0-2", "usr/share/**/*.jpg"),
    "lomiri-wallpapers-20.04": ("20.04.0-2", "usr/share/**/*.jpg"),
    "palapeli-data": ("4:22.12.3-1", "usr/share/palapeli/collection/*.jpg"),
    "lxqt-themes": ("1.2.0-1", "usr/share/lxqt/wallpapers/*.jpg"),
    "tuxpaint-data": ("1:0.9.28", "usr/share/tuxpaint/templates/*.jpg"),
    "opencv-doc": ("4.6.0+dfsg-12", "usr/share/doc/opencv-doc/examples/data/*.jpg"),
    "libjxl-testdata": ("0.0~git20230110", "usr/share/libjxl-testdata/**/*.png"),
    "qtdeclarative5-examples": ("5.15.8", "usr/lib/*/qt5/examples/quick/**/pics/*.jpg"),
}

# Where most of a package is no photograph: the names that are.
KEPT = {
    "mate-backgrounds": "Aqua Blinds Dune FreshFlower Garden GreenMeadow LadyBird RainDrops Storm "
    "TwoWings YellowFlower",
    "plasma-workspace-wallpapers": "Autumn BytheWater ColdRipple EveningGlow FallenLeaf Grey Kite "
    "OneStandsOut Path summer_1am",
    "lomiri-wallpapers-20.04": "Kleiber_by_Lukas_Baubkus",
    "lxqt-themes": "Butterfly-Kenneth-Wimer after-the-rain fog this-is-not-windows",
    "opencv-doc": "building butterfly fruits home leuvenA squirrel_cls",
    "libjxl-testdata": "flower tmshre_riaphotographs_srgb8 u76c0g_bliznaca_srgb8",
    "qtdeclarative5-examples": "niagara_falls",
}

# Where most of a package is photographs: the names that are not, or are poor ones. Pictures of
# gcompris have the name of their file and their offset in it.
LEFT_OUT = {
    "lomiri-wallpapers-16.04": "analogpattern_by_Peter_Nerlich umang_by_Abhishek_Mudgal",
    "tuxpaint-data": "mossy_bark burnt_bark spiders_web sun_behind_clouds",
    "gcompris-qt-data": "babyshapes_246167 babyshapes_333611 babyshapes_395495 babyshapes_479201 "
    "babyshapes_668331 babyshapes_70708 categorization_1208175 categorization_1230606 "
    "categorization_1251760 categorization_2763399 categorization_2939670 categorization_3034140 "
    "categorization_3064240 categorization_3142323 categorization_669119 categorization_705019 "
    "categorization_862593 categorization_38734 categorization_1055901 categorization_678731 "
    "categorization_3131978 clickgame_122918 clickgame_207056 clickgame_237924 clickgame_385479 "
    "clickgame_417130 clickgame_444473 details_1162954 details_1489890 details_1781174 "
    "details_201057 details_386939 details_681026 details_813970 details_985564 "
    "digital_electricity_156990 digital_electricity_244897 explore_monuments_2097725 "
    "explore_monuments_2394293 explore_monuments_2312825 explore_world_animals_415272 "
    "explore_world_music_2182286 louis-braille_131195 louis-braille_181544 louis-braille_197460 "
    "louis-braille_218648",
}


def is_photograph(package, name):
    if package in KEPT:
        return name in KEPT[package].split()
    return name not in LEFT_OUT.get(package, "").split()
