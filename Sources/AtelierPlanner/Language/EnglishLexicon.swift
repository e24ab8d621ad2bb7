/// English phrases: what pictures are made of. Words are listed in their base form.
enum EnglishLexicon {
  static let entries: [LexiconEntry] = qualities + traits + acts + colors

  private static let qualities: [LexiconEntry] = [
    .init(.exposure, "exposure; exposition; ev; exposure compensation; exposure value"),
    .init(.quality(.brightness), "brightness; luminosity; luminance; lightness; brilliance"),
    .init(.illumination, "light; lighting; illumination; the light"),
    .init(.quality(.warmth), "warmth; temperature; color temperature; temp; color temp; kelvin"),
    .init(.quality(.tint), "tint slider; green magenta"),
    .init(
      .quality(.contrast),
      "contrast; punch; pop; tonal range; dynamic range; depth; dimension; tonal contrast; "
        + "tonality; oomph; bite; impact; wow factor; zing; kick; drama; snap"),
    .init(
      .tones(.highlights),
      "highlights; highlight; brights; bright areas; bright parts; brightest areas; "
        + "bright tones; lights; upper tones; hot spots; hotspots; top end; brightest parts; "
        + "bright spots; light areas; light tones; glare; "
        + "specular highlights; speculars"),
    .init(
      .tones(.shadows),
      "shadows; shadow; darks; dark areas; dark parts; dark tones; low end; shaded areas; "
        + "shady areas; darkest areas; darkest parts; shade; dark spots; dark regions; "
        + "darker areas; darker parts; shadow areas; dark bits; low tones; lowlights"),
    .init(
      .tones(.midtones),
      "midtones; midtone; mid tones; the middle tones; the mid tones; mid tone; mids; middle tones; midrange; gamma; "
        + "middle grays; mid grays"),
    .init(.quality(.whites), "whites; white point; white level; the whites; white areas"),
    .init(.quality(.blacks), "blacks; black point; black level; the blacks; black areas"),
    .init(
      .quality(.saturation),
      "saturation; chroma; color saturation; color intensity; color strength; sat; "
        + "color depth"),
    .init(.quality(.vibrance), "vibrance; vibrancy; vibrance slider"),
    .init(
      .quality(.clarity),
      "clarity; local contrast; midtone contrast; definition; structure; micro contrast; "
        + "microcontrast"),
    .init(.quality(.texture), "texture; textures; tactility"),
    .init(.detail, "detail; details; fine detail; information; info"),
    .init(.quality(.sharpness), "sharpness; crispness; focus; acutance; sharpen amount"),
    .init(
      .quality(.noise),
      "noise; iso noise; digital noise; luminance noise; speckle; speckles; high iso noise; "
        + "image noise; grain and noise; noise and grain; graininess"),
    .init(
      .quality(.colorNoise),
      "color noise; chroma noise; chrominance noise; color speckle; color blotches; "
        + "color mottling; colored noise"),
    .init(
      .quality(.haze),
      "haze; fog; mist; veil; smog; atmospheric haze; veiling glare; flare; murk; haziness; "
        + "milkiness"),
    .init(
      .quality(.vignette),
      "vignette; vignetting; vignet; dark corners; dark edges; corner falloff; "
        + "edge darkening; darker corners; darker edges; edge burn; light falloff"),
    .init(
      .quality(.shine),
      "shine; skin shine; shiny spots; facial shine; oily skin; shiny skin; oiliness; greasiness; "
        + "greasy skin; shiny forehead; shiny nose; oil shine"),
    .init(
      .quality(.redness),
      "redness; skin redness; facial redness; red patches; red blotches; rosacea; flushing"),
    .init(.quality(.grain), "grain; film grain; film like grain; film noise"),
    .init(.quality(.fade), "fade; lifted blacks"),
  ]

  private static let traits: [LexiconEntry] = [
    .init(.trait(.brightness, .more, .plain), "bright; sunny; sunlit; well lit; luminous"),
    .init(.trait(.brightness, .more, .comparative), "lighter"),
    .init(.trait(.brightness, .less, .plain), "inky; dark; dim; deep"),
    .init(
      .trait(.brightness, .less, .fault),
      "underexposed; under exposed; underlit; under lit; dingy; gloomy; pitch black; "
        + "pitch dark; poorly lit; badly lit; murky; dreary; drab and dark; shadowy"),
    .init(
      .trait(.brightness, .more, .fault),
      "overexposed; over exposed; overlit; blinding; glaring; burnt; hot; overbright; "
        + "over bright; overly bright"),
    .init(
      .trait(.highlights, .more, .fault),
      "blown; blown out; blow out; blown highlights; blown out highlights; clip; clipped; "
        + "clipping; burned out; burnt out; burn out; blow the highlights; "
        + "blow out the highlights; blow; blowing out; blow it out; clip the highlights; "
        + "blowing the highlights; blowing out the highlights; blow any highlights; "
        + "clipping the highlights; clipping highlights; blowing highlights; "
        + "losing highlight detail"),
    .init(
      .trait(.shadows, .less, .fault),
      "backlit; back lit; in backlight; against the light; blocked up; blocked; plugged; plugged up; crushed shadows; blocked shadows; "
        + "crush shadows; losing shadow detail; crush the shadows; block up"),
    .init(.trait(.warmth, .more, .plain), "warm; toasty; cozy; cosy"),
    .init(
      .trait(.warmth, .more, .fault),
      "lit by tungsten; tungsten lit; under tungsten light; lit by tungsten light; "
        + "lit by incandescent light; lit by incandescents; lit by sodium lamps; under sodium light"
    ),
    .init(.trait(.warmth, .less, .plain), "cool; cold; chilly; frosty; icy"),
    .init(
      .trait(.contrast, .more, .plain),
      "contrasty; punchy; punchier; poppy; crunchy; strong contrast; high contrast; "
        + "dramatic; bold; impactful; more defined"),
    .init(.trait(.contrast, .more, .fault), "harsh; stark; overcontrasty; too contrasted"),
    .init(.trait(.contrast, .less, .plain), "soft; gentle; low contrast; mellow"),
    .init(
      .trait(.contrast, .less, .fault),
      "flat; washed out; wash out; washed; lifeless; muddy; lackluster; blah; bland; boring; "
        + "two dimensional; gray; lacking depth; meh; weak looking"),
    .init(
      .trait(.saturation, .more, .plain),
      "saturated; colorful; rich; vivid; vibrant; intense; strong colors; juicy; lively; lush"),
    .init(
      .trait(.saturation, .more, .fault),
      "oversaturated; over saturated; garish; gaudy; neon; neony; lurid; overcooked; "
        + "over processed; overprocessed; electric; radioactive; fluorescent; cartoonish; "
        + "clownish; loud; candy colored"),
    .init(.trait(.saturation, .less, .plain), "muted; subdued; desaturated; pale; restrained"),
    .init(
      .trait(.saturation, .less, .fault),
      "dull; drab; undersaturated; under saturated; colorless; anemic; insipid; wishy washy; "
        + "sickly; lackluster colors"),
    .init(.trait(.vibrance, .more, .plain), "pop color"),
    .init(.trait(.clarity, .more, .plain), "clear; defined; clean"),
    .init(.trait(.texture, .more, .plain), "detailed; textured; tactile; gritty texture"),
    .init(.trait(.texture, .less, .plain), "smooth; silky"),
    .init(.trait(.sharpness, .more, .plain), "sharp; crisp; in focus; tack sharp; razor sharp"),
    .init(
      .trait(.sharpness, .more, .fault),
      "oversharpened; over sharpened; oversharp; over sharp; crispy"),
    .init(
      .trait(.sharpness, .less, .fault),
      "blurry; fuzzy; out of focus; unsharp; soft focus; mushy; blurred; slightly soft; "
        + "too soft; a bit soft; a little soft; looks soft; a touch soft"),
    .init(.trait(.noise, .more, .fault), "noisy; grainy; speckled; speckly"),
    .init(.trait(.colorNoise, .more, .fault), "blotchy"),
    .init(.trait(.haze, .more, .fault), "hazy; foggy; misty; milky; smoggy; veiled; cloudy"),
    .init(.trait(.fade, .more, .plain), "faded"),
  ]

  private static let acts: [LexiconEntry] = [
    .init(
      .act(.brightness, .more),
      "brighten; brighten up; lighten; lighten up; illuminate; light up; dodge; "
        + "push process; overexpose; turn up the lights; give more light; light it up; "
        + "brightening; brighten it up"),
    .init(
      .act(.brightness, .less),
      "darken; darken down; dim; dim down; burn; burn in; underexpose; deepen; darken it down"),
    .init(.act(.warmth, .more), "warm up; warm; warm it up; warm this up; warm things up"),
    .init(
      .act(.warmth, .less),
      "cool down; cool; cool it down; cool this down; cool off; cool things down; chill"),
    .init(
      .act(.contrast, .more),
      "s curve; gentle s curve; slight s curve; subtle s curve; soft s curve; punch up; add punch; punch it up; contrast up; jazz up; spice up; wake up; wake it up; liven up; "
        + "give it life; bring it to life; bring to life; pep up; beef up"),
    .init(.act(.contrast, .less), "soften; flatten; mellow out; soften up"),
    .init(
      .act(.shadows, .more),
      "open them up; open it up; open these up; open that up; fill light; fill in; "
        + "open up the shadows; open the shadows; unblock; open up"),
    .init(
      .act(.blacks, .less),
      "crush; crush the blacks; crushing the blacks; crush blacks; anchor the blacks; "
        + "deepen the blacks; crush my blacks; crush any blacks"),
    .init(.act(.saturation, .more), "wake them up; saturate; oversaturate; colorize"),
    .init(.act(.saturation, .less), "desaturate; desat; mute"),
    .init(.act(.clarity, .more), "clarify; clarity boost"),
    .init(
      .act(.sharpness, .more),
      "sharpen; sharpening; crisp up; crispen; sharpen up; crisp it up; deblur; unblur; "
        + "sharpen it up"),
    .init(
      .act(.noise, .less),
      "denoise; de noise; noise reduction; reduce noise; noise removal; noise suppression; "
        + "degrain; luminance noise reduction; luminance smoothing"),
    .init(
      .act(.colorNoise, .less),
      "color noise reduction; chroma noise reduction; color denoise; chroma denoise"),
    .init(.act(.haze, .less), "dehaze; de haze; defog; de fog; haze removal; cut through; demist"),
    .init(
      .act(.texture, .less),
      "smooth; smooth out; smoothen; airbrush; soften skin; even out the skin; even skin; "
        + "even the skin; even out her skin; even out his skin; retouch the skin; retouch skin; "
        + "skin smoothing; skin softening; skin retouch; skin retouching"),
    .init(
      .act(.blur, .more),
      "blur; blur out; defocus; bokeh; background blur; blurred background; blurry background; "
        + "shallow depth of field; out of focus background; lens blur; portrait mode"),
    .init(.act(.shine, .less), "mattify; de shine; matte skin; matte the skin; degrease"),
    .init(.act(.vignette, .more), "vignette it"),
    .init(.act(.fade, .more), "matte it; fade out the blacks"),
    .init(.act(.brightness, .more), "whiten"),
  ]

  private static let colors: [LexiconEntry] = [
    .init(
      .colors,
      "color; colors; coloring; hues; hue; palette; pigments; color palette; tones; "
        + "tonal palette; all the colors; all colors"),
    .init(
      .otherColors,
      "other colors; the other colors; rest of the colors; all other colors; "
        + "remaining colors; any other color; any other colors; other hues"),
    .init(.color(.red, isNoun: true), "reds; red tones; red channel; red hues; red color"),
    .init(.color(.red, isNoun: false), "red; reddish; ruddy; crimson; scarlet; rosy"),
    .init(.color(.orange, isNoun: true), "oranges; orange tones; orange hues"),
    .init(
      .color(.orange, isNoun: false),
      "orange; amber; tangerine; orangey; orangish; peach; peachy"),
    .init(.color(.gold, isNoun: false), "gold; golden"),
    .init(.color(.yellow, isNoun: true), "yellows; yellow tones; yellow hues"),
    .init(
      .color(.yellow, isNoun: false), "yellow; yellowish; yellowy; jaundiced; olive; olive green"),
    .init(.color(.green, isNoun: true), "greens; green tones; green hues; neon greens"),
    .init(.color(.green, isNoun: false), "green; greenish; greeny; emerald"),
    .init(.color(.teal, isNoun: false), "teal; turquoise"),
    .init(.color(.cyan, isNoun: true), "aquas; cyans; teals; turquoises"),
    .init(.color(.cyan, isNoun: false), "cyan; aqua"),
    .init(.color(.blue, isNoun: true), "blues; blue tones; blue hues"),
    .init(.color(.blue, isNoun: false), "blue; bluish; blueish; navy; azure; bluey"),
    .init(.color(.purple, isNoun: true), "purples; violets; purple tones"),
    .init(.color(.purple, isNoun: false), "purple; violet; purplish; lavender; lilac"),
    .init(.color(.magenta, isNoun: true), "magentas; magenta tones"),
    .init(.color(.magenta, isNoun: false), "magenta; fuchsia"),
    .init(.color(.pink, isNoun: true), "pinks; pink tones"),
    .init(.color(.pink, isNoun: false), "pink; pinkish; rose"),
    .init(.color(.brown, isNoun: false), "brown; brownish"),
    .init(.cast, "cast; color cast; tinge; tint; color tint; discoloration; color contamination"),
    .init(
      .whiteBalance,
      "neutral; neutral colors; neutral tones; true neutral; neutral color; white balance; "
        + "wb; color balance; whitebalance; awb; auto white balance; auto wb; "
        + "neutral white balance; grey balance; gray balance"),
  ]
}
