-- Puts settings from Atelier onto those that a photo has.
--
-- Atelier sees the photo as Lightroom shows it and answers with differences from that, so sliders are
-- added to the photo's own and stay in their range.

local Settings = {}

local ranges = {
  Exposure2012 = 5, Sharpness = { 0, 150 }, LuminanceSmoothing = { 0, 100 },
  ColorNoiseReduction = { 0, 100 }, GrainAmount = { 0, 100 },
}

local added = {
  'Exposure2012', 'Contrast2012', 'Highlights2012', 'Shadows2012', 'Whites2012', 'Blacks2012',
  'Texture', 'Clarity2012', 'Dehaze', 'Vibrance', 'Saturation', 'Sharpness', 'LuminanceSmoothing',
  'ColorNoiseReduction', 'GrainAmount', 'PostCropVignetteAmount',
}
for _, colour in ipairs({ 'Red', 'Orange', 'Yellow', 'Green', 'Aqua', 'Blue', 'Purple', 'Magenta' }) do
  for _, kind in ipairs({ 'Hue', 'Saturation', 'Luminance' }) do
    added[#added + 1] = kind .. 'Adjustment' .. colour
  end
end
local isAdded = {}
for _, key in ipairs(added) do isAdded[key] = true end

-- Keys that describe a file, not a look.
local left = { ProcessVersion = true, Version = true, HasSettings = true, HasCrop = true,
  WhiteBalance = true, Temperature = true, Tint = true, IncrementalTemperature = true,
  IncrementalTint = true }

local function clamped(key, value)
  local range = ranges[key] or 100
  local low, high = -range, range
  if type(range) == 'table' then low, high = range[1], range[2] end
  return math.max(low, math.min(high, value))
end

-- RAW files take Kelvin, where a step of relative temperature is one mired; rendered files take the
-- relative values themselves.
local function whiteBalance(answer, current, isRaw, result)
  local warmer, tint = answer.IncrementalTemperature or 0, answer.IncrementalTint or 0
  if warmer == 0 and tint == 0 then return end
  result.WhiteBalance = 'Custom'
  if isRaw then
    if not current.Temperature then return 'the white balance was left out: the light is not known' end
    local mired = math.max(20, 1e6 / current.Temperature - warmer)
    result.Temperature = math.max(2000, math.min(50000, math.floor(1e6 / mired + 0.5)))
    result.Tint = math.max(-150, math.min(150, (current.Tint or 0) + tint))
  else
    result.IncrementalTemperature =
      clamped('IncrementalTemperature', (current.IncrementalTemperature or 0) + warmer)
    result.IncrementalTint = clamped('IncrementalTint', (current.IncrementalTint or 0) + tint)
  end
end

-- What is applied to a photo with the settings `current`, and a remark or nil.
function Settings.merged(answer, current, isRaw)
  local result = {}
  for key, value in pairs(answer) do
    if isAdded[key] and type(value) == 'number' then
      result[key] = clamped(key, (tonumber(current[key]) or 0) + value)
    elseif not left[key] then
      result[key] = value
    end
  end
  return result, whiteBalance(answer, current, isRaw, result)
end

return Settings
