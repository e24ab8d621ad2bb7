/// A fifth list: kinds of photographs, bounds, halves, faults of light, and what was refused before.
let fifthSentences: [(String, String)] = [
  // Where in the frame a thing is.
  ("brighten the person on the left", "brightness+ @person.left"),
  ("提亮左边的人", "brightness+ @person.left"),
  ("make the woman on the right brighter", "brightness+ @person.right"),
  ("提亮右侧人物的脸", "brightness+ @face.right"),
  ("darken the right side of the sky", "brightness- @sky.right"),
  ("brighten the left face", "brightness+ @face.left"),
  ("brighten the left side", "brightness+ @left"),
  // Kinds of photographs are no places.
  ("Food shot: warm and vibrant, and lighten the shadows", "warmth+ | saturation+ | shadows+"),
  (
    "The astro shot needs a darker sky background and less colour noise",
    "brightness- @sky | colorNoise-"
  ),
  ("Drone shot of a beach, brighter", "brightness+"),
  ("Real estate interior: brighter, and straighten it up", "brightness+ | straighten"),
  ("建筑照片，线条锐利、通透、冷调", "sharpness+ | haze- | warmth-"),
  ("孩子的照片，明亮温暖，干净一点", "brightness+ | warmth+ | noise- ~0.5"),
  ("婚纱照，柔和一点", "contrast- ~0.5"),
  ("毕业照，大家脸太暗，提一提", "brightness+ @face"),
  ("星空照片，天空压暗，星星锐一点，去色噪", "brightness- @sky | sharpness+ ~0.5 | colorNoise-"),
  // What shall become one is still refused.
  ("make it a starry night photo", "no:reimagine"),
  ("add a food photo", "no:addObject"),
  // Bounds are no wishes.
  ("清晰度别太高，纹理可以多一点", "texture+ | keep:clarity+"),
  ("clarity not too high, but more texture", "texture+ | keep:clarity+"),
  ("饱和度别太高，暖一点", "warmth+ ~0.5 | keep:saturation+"),
  ("don't go overboard with saturation, just warmer", "warmth+ | keep:saturation+"),
  ("sharpen it, go easy on the noise", "sharpness+ | keep:noise+"),
  ("Less is more here: tiny bit of contrast", "contrast+ ~0.35"),
  ("地面别变暗，高光压一压", "highlights- | keep:brightness-@ground"),
  ("half a stop brighter, no HDR look please", "brightness+ 0.5st"),
  ("提亮一点，别搞成HDR那种感觉", "brightness+ ~0.5"),
  // Shares.
  ("half the saturation", "saturation- 50%"),
  ("halve the contrast", "contrast- 50%"),
  ("饱和度减半", "saturation- 50%"),
  ("lower the clarity by a third", "clarity- 33%"),
  ("清晰度降三分之一", "clarity- 33%"),
  ("Grain is too heavy, reduce it by half", "noise- 50%"),
  // Faults of light.
  ("I shot this two stops under, bring it up", "brightness+ 2st"),
  ("this was shot a stop over", "brightness- 1st"),
  ("the lamps turned her face green", "wb.green ~* / wb.green ~* @face"),
  ("荧光灯照的，脸发绿，校一下", "wb.green ~* / wb.green ~* @face"),
  // Colours of the sentence, and of all the rest.
  ("绿色太艳了，压一下饱和，偏黄一点", "green.saturation- | green.hue>yellow ~0.5"),
  ("皮肤要白皙通透", "brightness+ @skin"),
  // What was done is not taken back by words, and a look is not put on by those that take it off.
  ("undo the film look", "no:takeBack"),
  ("remove the film look, please", "no:takeBack"),
  ("less of the vintage look", "no:takeBack"),
  ("去掉胶片感", "no:takeBack"),
  ("撤销胶片风格", "no:takeBack"),
  ("undo that", "no:takeBack"),
  ("undo the last step", "no:takeBack"),
  ("revert to the original", "no:takeBack"),
  ("撤销上一步", "no:takeBack"),
  ("恢复原图", "no:takeBack"),
  ("undo that and make it warmer", "warmth+ | no:takeBack"),
  ("undo the yellow cast", "wb.warm"),
  ("undo the contrast", "contrast-"),
  ("film look with less contrast", "look:film | contrast-"),
  // All but the subject is the background.
  ("darken everything but the subject", "brightness- @background"),
  ("make everything except the people a bit warmer", "warmth+ ~0.5 @background"),
  ("除了人物都压暗", "brightness- @background"),
  ("绿色别那么荧光", "green.saturation-"),
  // What is a fault elsewhere may be wished for.
  ("give it a misty atmosphere", "haze+"),
  ("foggy mood please", "haze+"),
  ("I want it hazy", "haze+"),
  ("要朦胧的感觉", "haze+"),
  ("我想要朦胧一点", "haze+ ~0.5"),
  ("朦胧一点", "haze+ ~0.5"),
  ("照片有点朦胧", "haze- ~0.5"),
  ("the sky is hazy", "haze- @sky / haze-"),
  ("get rid of that hazy look", "haze-"),
  ("I don't want it hazy", "keep:haze+"),
  // A refusal leaves the rest of the sentence alone.
  (
    "Can you remove the guy in the background and make it brighter", "brightness+ | no:removeObject"
  ),
  ("Add a subtle vignette to pull the eye to the centre", "vignette+ ~0.5 @center"),
  ("加一点暗角，把视线收到中间", "vignette+ ~0.5"),
  ("No vignette, just brighten the middle tones", "midtones+ | keep:vignette+"),
  ("不要暗角，其他随你发挥", "improve | keep:vignette+"),
  ("gentle S-curve, a touch warmer", "contrast+ | warmth+ ~0.35"),
]
