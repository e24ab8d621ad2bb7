extension LightroomKey {
  private static let slider = -100.0...100.0
  private static let share = 0.0...100.0
  private static let bands = [
    "Red", "Orange", "Yellow", "Green", "Aqua", "Blue", "Purple", "Magenta",
  ]

  private static func number(
    _ names: [String], _ range: ClosedRange<Double>, _ group: SettingsGroup, neutral: Double = 0,
    family: Family = .all
  ) -> [LightroomKey] {
    names.map {
      LightroomKey(
        name: $0, form: .number(range, neutral: neutral), family: family, group: group)
    }
  }

  private static func keys(
    _ names: [String], _ form: Form, _ group: SettingsGroup, family: Family = .all
  ) -> [LightroomKey] {
    names.map { LightroomKey(name: $0, form: form, family: family, group: group) }
  }

  private static func names(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
  }

  static let table: [LightroomKey] = global + color + lensAndFrame + structures + information

  private static let global: [LightroomKey] =
    keys(["WhiteBalance"], .text, .whiteBalance)
    + number(["Temperature"], 2000...50000, .whiteBalance, neutral: 5500)
    + number(["Tint"], -150...150, .whiteBalance)
    + number(["IncrementalTemperature", "IncrementalTint"], slider, .whiteBalance)
    + number(["Exposure2012"], -5...5, .tone, family: .new)
    + number(
      names("Contrast2012 Highlights2012 Shadows2012 Whites2012 Blacks2012"), slider, .tone,
      family: .new)
    + number(["Exposure"], -4...4, .tone, family: .old)
    + number(["Shadows", "FillLight", "HighlightRecovery"], share, .tone, family: .old)
    + number(["Brightness"], -150...150, .tone, family: .old)
    + number(["Contrast"], -50...100, .tone, family: .old)
    + number(["Texture", "Dehaze"], slider, .presence)
    + number(["Clarity2012"], slider, .presence, family: .new)
    + number(["Clarity"], slider, .presence, family: .old)
    + number(
      names("ParametricShadows ParametricDarks ParametricLights ParametricHighlights"),
      slider, .curve)
    + number(["ParametricShadowSplit"], 10...50, .curve, neutral: 25)
    + number(["ParametricMidtoneSplit"], 25...75, .curve, neutral: 50)
    + number(["ParametricHighlightSplit"], 50...90, .curve, neutral: 75)
    + number(["CurveRefineSaturation"], share, .curve, neutral: 100)
    + keys(["ToneCurveName2012"], .text, .curve, family: .new)
    + keys(["ToneCurveName"], .text, .curve, family: .old)
    + keys(
      names("ToneCurvePV2012 ToneCurvePV2012Red ToneCurvePV2012Green ToneCurvePV2012Blue"),
      .curve, .curve, family: .new)
    + keys(
      names("ToneCurve ToneCurveRed ToneCurveGreen ToneCurveBlue"), .curve, .curve, family: .old)
    + number(["Sharpness"], 0...150, .detail)
    + number(["SharpenRadius"], 0.5...3, .detail, neutral: 1)
    + number(["SharpenDetail"], share, .detail, neutral: 25)
    + number(["SharpenEdgeMasking", "LuminanceSmoothing", "ColorNoiseReduction"], share, .detail)
    + number(
      names("LuminanceNoiseReductionDetail ColorNoiseReductionDetail")
        + ["ColorNoiseReductionSmoothness"], share, .detail, neutral: 50)
    + number(["LuminanceNoiseReductionContrast"], share, .detail)

  private static let color: [LightroomKey] =
    number(["Vibrance", "Saturation"], slider, .color)
    + ["Hue", "Saturation", "Luminance"].flatMap { kind in
      number(bands.map { "\(kind)Adjustment\($0)" }, slider, .color)
    }
    + keys(["PointColors"], .structure, .color)
    + keys(["ConvertToGrayscale"], .flag, .blackAndWhite)
    + keys(["Treatment"], .text, .blackAndWhite)
    + number(bands.map { "GrayMixer\($0)" }, slider, .blackAndWhite)
    + number(
      names("SplitToningShadowHue SplitToningHighlightHue ColorGradeMidtoneHue")
        + ["ColorGradeGlobalHue"], 0...360, .colorGrading)
    + number(
      names("SplitToningShadowSaturation SplitToningHighlightSaturation ColorGradeMidtoneSat")
        + ["ColorGradeGlobalSat"], share, .colorGrading)
    + number(
      names("ColorGradeShadowLum ColorGradeMidtoneLum ColorGradeHighlightLum ColorGradeGlobalLum")
        + ["SplitToningBalance"], slider, .colorGrading)
    + number(["ColorGradeBlending"], share, .colorGrading, neutral: 50)
    + number(
      names("ShadowTint RedHue RedSaturation GreenHue GreenSaturation BlueHue BlueSaturation"),
      slider, .calibration)

  private static let lensAndFrame: [LightroomKey] =
    number(["ChromaticAberrationR", "ChromaticAberrationB"], slider, .lens)
    + number(["AutoLateralCA", "LensProfileEnable"], 0...1, .lens)
    + number(["LensManualDistortionAmount", "VignetteAmount"], slider, .lens)
    + number(["VignetteMidpoint"], share, .lens, neutral: 50)
    + number(["DefringePurpleAmount", "DefringeGreenAmount"], 0...20, .lens)
    + number(["DefringePurpleHueLo"], share, .lens, neutral: 30)
    + number(["DefringePurpleHueHi"], share, .lens, neutral: 70)
    + number(["DefringeGreenHueLo"], share, .lens, neutral: 40)
    + number(["DefringeGreenHueHi"], share, .lens, neutral: 60)
    + number(["Defringe"], 0...2, .lens)
    + number(
      names("LensProfileDistortionScale LensProfileChromaticAberrationScale")
        + ["LensProfileVignettingScale"], 0...200, .lens, neutral: 100)
    + keys(
      names("LensProfileSetup LensProfileName LensProfileFilename LensProfileDigest"), .text, .lens)
    + keys(["LensBlur", "DepthMapInfo"], .structure, .lens)
    + number(
      names("PerspectiveVertical PerspectiveHorizontal PerspectiveAspect"), slider, .transform)
    + number(["PerspectiveRotate"], -10...10, .transform)
    + number(["PerspectiveX", "PerspectiveY"], slider, .transform)
    + number(["PerspectiveScale"], 50...150, .transform, neutral: 100)
    + number(["PerspectiveUpright"], 0...5, .transform)
    + keys(
      names("UprightVersion UprightCenterMode UprightCenterNormX UprightCenterNormY")
        + names("UprightFocalMode UprightFocalLength35mm UprightPreview UprightTransformCount")
        + names("UprightFourSegmentsCount UprightDependentDigest UprightGuidedDependentDigest")
        + (0...5).map { "UprightTransform_\($0)" } + (0...3).map { "UprightFourSegments_\($0)" },
      .text, .transform)
    + number(["PostCropVignetteAmount", "PostCropVignetteRoundness"], slider, .effects)
    + number(["PostCropVignetteMidpoint", "PostCropVignetteFeather"], share, .effects, neutral: 50)
    + number(["PostCropVignetteStyle"], 1...3, .effects, neutral: 1)
    + number(["PostCropVignetteHighlightContrast", "GrainAmount"], share, .effects)
    + number(["GrainSize"], share, .effects, neutral: 25)
    + number(["GrainFrequency"], share, .effects, neutral: 50)
    + number(["CropLeft", "CropTop"], 0...1, .crop)
    + number(["CropRight", "CropBottom"], 0...1, .crop, neutral: 1)
    + number(["CropAngle"], -45...45, .crop)
    + number(["CropConstrainToWarp", "CropConstrainToUnitSquare"], 0...1, .crop)
    + keys(["HasCrop"], .flag, .crop)

  private static let structures: [LightroomKey] =
    keys(
      names("MaskGroupBasedCorrections GradientBasedCorrections CircularGradientBasedCorrections")
        + ["PaintBasedCorrections"], .structure, .masks)
    + keys(["RetouchAreas", "RetouchInfo", "RedEyeInfo"], .structure, .spots)
    + keys(["Look"], .structure, .look)
    + keys(names("LookTable RGBTable"), .text, .look)
    + number(["RGBTableAmount"], 0...2, .look, neutral: 1)
    + keys(["CameraProfile"], .text, .look)

  private static let information: [LightroomKey] =
    keys(
      names(
        "CameraProfileDigest Version ProcessVersion CompatibleVersion RawFileName UUID Name ShortName SortName Group"
      )
        + names("Description Cluster PresetType CameraModelRestriction Copyright ContactInfo")
        + names("IngestInfo GrainSeed HDREditMode HDRMaxValue SDRBrightness SDRContrast SDRClarity")
        + names("SDRHighlights SDRShadows SDRWhites SDRBlend AutoWhiteVersion AutoToneDigest")
        + names("AutoToneDigestNoSat DefaultAutoGray DefaultAutoTone"),
      .text, .information)
    + keys(
      names(
        "OverrideLookVignette HasSettings AlreadyApplied SupportsAmount SupportsAmount2 SupportsColor"
      )
        + names("SupportsMonochrome SupportsHighDynamicRange SupportsNormalDynamicRange")
        + names("SupportsSceneReferred SupportsOutputReferred RequiresRGBTables ShowInPresets")
        + names("ShowInQuickActions RequiresRenditionBehavior AutoBrightness AutoContrast")
        + names("AutoExposure AutoShadows AutoTone EnableCalibration EnableColorAdjustments")
        + names("EnableDetail EnableEffects EnableGrayscaleMix EnableLensCorrections")
        + names("EnableSplitToning EnableRedEye EnableRetouch EnableTransform EnableToneCurve")
        + names("EnableGradientBasedCorrections EnablePaintBasedCorrections")
        + names("EnableCircularGradientBasedCorrections EnableMaskGroupBasedCorrections"),
      .flag, .information)
}
