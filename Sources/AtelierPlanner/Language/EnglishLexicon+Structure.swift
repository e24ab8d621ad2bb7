extension EnglishLexicon {
  /// The words that hold a sentence together.
  static let structure: [LexiconEntry] = directions + negations + amounts + requests + glue

  private static let directions: [LexiconEntry] = [
    .init(
      .change(.more),
      "a boost; some boost; a bump; a push; more; increase; boost; raise; lift; up the; "
        + "enhance; strengthen; intensify; amplify; accentuate; emphasize; higher; stronger; "
        + "bring out; pull out; pop up; bump up; crank up; pump up; push up; turn up; bring up; "
        + "dial up; ramp up; heighten; maximize; accent; bigger; heavier; greater; extra; "
        + "additional; beef; make the most of; step up; jack up; open"),
    .init(
      .change(.less),
      "less; reduce; decrease; lower; cut; diminish; weaken; minimize; lessen; "
        + "tone down; tone it down; tone them down; tone that down; tone this down; dial back; "
        + "dial it back; dial it down; dial that back; back it off; dial down; tame; tone back; "
        + "rein in; pull back; knock back; bring down; take down; turn down; knock down; "
        + "pull down; cut back; cut down; scale back; back off; ease off; ease back; back down; "
        + "subdue; suppress; drop down; curb; control; compress; calm down; calm; fewer; "
        + "smaller; weaker; lighter touch; tamp down; keep down; get down; roll off; roll back; "
        + "wind back; wind down; tuck in"),
    .init(.level(.more), "high; strong; heavy; big; excessive; intense level; aggressive; thick"),
    .init(.level(.less), "low; weak; poor; small; insufficient; faint"),
    .init(.carrier(.more), "push; bump; crank; pump; jack; kick"),
    .init(.carrier(.less), "pull; knock; rein; ease; drop; dip"),
    .init(
      .carrier(.none),
      "bring; take; turn; dial; ramp; set; go; move the slider; adjust; tweak; change to; "
        + "get; wind; play; work on; nudge; shift; swing; push it"),
    .init(.particle(.more), "up; upwards; upward; upped"),
    .init(.particle(.less), "down; back; downwards; downward; in check; under control"),
    .init(
      .recover,
      "some room; more room; breathing room; some breathing room; a lift; some love; "
        + "recover; rescue; save; bring back; restore; retrieve; reclaim; get back; salvage; "
        + "reveal; recovery; pull back detail; see more; show more"),
    .init(
      .remove,
      "remove; get rid of; eliminate; delete; clear; clear up; no more; lose; ditch; strip; "
        + "strip out; take away; take out; take off; kill; banish; get rid; without any; "
        + "clean off; rid; cut out; clear away; nix; eradicate; wipe; undo"),
    .init(
      .add,
      "wear; wearing; give him; give her; give them; give me; place a; composite; paste; "
        + "paste in; superimpose; draw; add; put; insert; give it; give; add in; put in; "
        + "introduce; apply; inject; throw in; include; sprinkle; infuse; drop in; stick; place; "
        + "sneak in; slap on; bring in"),
    .init(
      .correct,
      "balance; balance out; rebalance; clean it; clean this; clean that; clean them; "
        + "correct; fix; neutralize; fix up; sort out; correction; repair; clean up; "
        + "clean it up; clean this up; clean them up; clean; cure; counter; counteract; "
        + "compensate; compensate for; address; deal with; offset; rectify; even out; "
        + "get right; take care of; handle; straighten up"),
    .init(
      .improve(.all, isStrong: true),
      "improve; make better; better; look better; make it look better; look good; "
        + "look great; look nice; look amazing; look its best; magic; do your magic; your magic; "
        + "auto; auto enhance; enhance this; enhance it; auto fix; autocorrect; auto correct; "
        + "polish; look professional; professional; nicer; prettier; beautiful; more beautiful; "
        + "spruce up; look awesome; look stunning; work your magic; optimize; stunning; "
        + "gorgeous; auto adjust; make the best of; attractive; appealing; refine; perfect this; "
        + "auto edit; auto tone; one click; surprise me; improvement; improvements; "
        + "bring out the best; best version; instagram ready; print ready; whatever you think; "
        + "presentable; up to you; your call; you decide; fix everything; make it nice; do something with; more professional"
    ),
    .init(
      .improve(.all, isStrong: false),
      "retouch; edit; touch up; develop; process; postprocess; post process; fix this; "
        + "fix it; fix this up; fix it up; do something; work on it; tune; grade it; "
        + "color grade; regrade; basic edit; quick edit; sort it; tidy up; tidy it up; "
        + "help this; fix my; fix the photo; fix the picture; fix the image; fix the shot; "
        + "correct this; correct it; sort this out"),
    .init(
      .splitTone,
      "split tone; split toning; split tone it; split toned; color grading; toning"),
    .init(
      .emphasis,
      "stand out; stands out; pop out; draw attention to; focus attention on; "
        + "draw the eye to; highlight the subject; put the focus on; the star; steal the show; "
        + "center of attention; draw the eye; jump out; stand apart; pull the eye; pull the eye to; "
        + "lead the eye; lead the eye to; guide the eye; guide the eye to; bring the eye to; "
        + "draw the eyes to; pull attention to; draw the viewer to; pull the viewer to; "
        + "draw attention; separate; set apart"),
  ]

  private static let negations: [LexiconEntry] = [
    .init(
      .excess,
      "too; too much; too many; overly; excessively; over the top; way too; overdone; "
        + "a bit much; too high a; overpowering; overwhelming; distracting; excess; "
        + "a bit strong; far too much; way too much; unbearably"),
    .init(.soMuch, "so; quite so; quite as; as; that; so much; this; quite that; all that"),
    .init(
      .lacking,
      "not enough; lack; lacks; lacking; insufficient; short of; hardly any; missing; "
        + "needs some; isnt enough; arent enough; not nearly enough; lack of; devoid of; "
        + "wanting; deficient in; barely any; barely; no real"),
    .init(.enough, "enough; sufficiently"),
    .init(
      .prohibition,
      "dont; do not; without; no; never; avoid; dont make; not to; shouldnt; should not; "
        + "mustnt; must not; dont want; do not want; doesnt need; does not need; no need; "
        + "dont need; do not need; neednt; please no; dont let; refrain from; stop; rather than; "
        + "instead of; wouldnt want; dont you dare; nor; no need for; not needed; skip the; "
        + "not necessary; lay off; hands off; stay away from; and not; but not; easy on"),
    .init(
      .denial,
      "not; isnt; is not; arent; are not; doesnt; does not; wasnt; werent; hardly; not very; "
        + "not really; not particularly; cant; cannot; didnt; wont; not quite"),
    .init(
      .keep,
      "keep; leave; preserve; protect; maintain; retain; hold; hold on to; hold onto; love; "
        + "i love; i like the; like the; happy with; keeping; respect; guard; watch; "
        + "i really like the; mind; be careful with; careful with; watch out for; spare; "
        + "leaving; holding; preserving; protecting; maintaining; hang on to; hang onto; "
        + "safeguard; stay; stays; remain; remains; should stay; must stay; should remain; "
        + "stay the same"),
    .init(
      .unchanged,
      "alone; untouched; unchanged; intact; the same; as is; as it is; as they are; "
        + "as it was; as they were; unaffected; unaltered; how it is; how they are; "
        + "where they are; just as it is; exactly as is; the way they are; are fine; is fine; "
        + "are good; is good; are perfect; is perfect; look good; look fine; looks good; "
        + "looks fine; are great; is great; look great; looks great; as the original; "
        + "should not change; is okay; are ok; is ok; are okay; in place; where it is; "
        + "as they were shot; is just right; are just right"),
    .init(
      .affect,
      "touch; touching; change; changing; affect; affecting; alter; altering; modify; "
        + "modifying; mess with; messing with; mess up; messing up; ruin; ruining; hurt; "
        + "disturb; influence; impact on; destroy; destroying; damage; spoil; lose; losing; "
        + "sacrificing; sacrifice; shifting; fiddle with; tamper with; interfere with; "
        + "anything to"),
    .init(
      .except,
      "except; except for; apart from; other than; excluding; aside from; bar; "
        + "with the exception of; besides; but for; outside of; everywhere but; everything but; "
        + "all but"),
    .init(
      .rest,
      "everything else; the rest; all else; anything else; rest of the image; "
        + "rest of the picture; rest of the photo; the rest of it; other things; all the rest; "
        + "everything outside; outside the box; nothing else; other parts; the others; "
        + "rest of the scene; rest of the frame; everywhere else; other areas; "
        + "the rest of the shot"),
    .init(
      .noChange,
      "nothing to change; nothing to fix; nothing to edit; nothing needed; "
        + "nothing needs fixing; nothing to do here; good already; fine already; great already; "
        + "already good; already great; already looks good; already fine; looks good already; "
        + "looks great already; leave this one untouched; leave this untouched; "
        + "leave this one as is; leave this one as it is; leave this photo untouched; "
        + "leave the photo untouched; leave the image untouched; keep it original; "
        + "keep this one as is; keep it natural as is; no touching; not needed at all; "
        + "leave it as it is; leave it as is; leave as is; leave it alone; as it is now; "
        + "dont change anything; dont change a thing; do not change anything; change nothing; "
        + "no changes; no changes needed; no change; no edits; no edits needed; no edit needed; "
        + "keep the original; keep it as is; keep it as it is; do nothing; nothing to do; "
        + "leave it; leave this alone; leave it be; leave it like this; leave this one alone; "
        + "dont do anything; do not do anything; dont touch it; do not touch it; dont edit; "
        + "dont edit it; do not edit; no editing; perfect as it is; perfect as is; "
        + "fine as it is; fine as is; good as is; good as it is; the way it is; "
        + "just the way it is; keep it the way it is; keep everything as it is; "
        + "keep everything as is; as is please; no adjustments; no adjustment; no retouching; "
        + "no modifications; nothing needs changing; nothing needs to change; "
        + "dont alter anything; dont touch anything; do not touch anything; "
        + "leave everything as it is; leave everything as is; leave everything alone; unedited; "
        + "straight out of camera; doesnt need anything; needs nothing; doesnt need editing; "
        + "doesnt need any editing; no editing needed; no need to edit; "
        + "no need to change anything; no need to do anything; keep everything the same; "
        + "keep it the same; keep it unchanged; keep this unchanged; leave it unchanged; "
        + "leave it untouched; leave everything; keep the photo as is; already perfect; "
        + "leave the photo as it is; leave the photo alone; leave the picture alone; "
        + "leave the image alone; leave the photo as is; leave this photo alone; leave unedited; "
        + "dont mess with it; doesnt need a thing; doesnt need any changes; skip this one; "
        + "leave this photo as it is; leave this picture as it is; leave the picture as it is; "
        + "leave this as it is; leave this as is; keep this as it is; keep this as is; "
        + "wouldnt change a thing; would not change a thing; dont fix it; not change anything; "
        + "original please; just the original; wouldnt touch it; wouldnt change anything"),
    .init(
      .dismiss,
      "never mind; thank you; thanks; forget about; regardless of; dont worry about; "
        + "i dont mind; dont care about; as you can see"),
  ]

  private static let amounts: [LexiconEntry] = [
    .init(
      .measure(.percent(50), .less),
      "halve; halved; half the; half of the; in half; cut in half"),
    .init(.measure(.percent(50), .none), "half"),
    .init(.measure(.percent(33), .none), "a third; one third"),
    .init(.measure(.percent(25), .none), "a quarter; one quarter"),
    .init(.measure(.stops(0.33), .more), "plus a third; plus one third; plus a third of a stop"),
    .init(.measure(.stops(0.33), .less), "minus a third; minus one third; minus a third of a stop"),
    .init(
      .measure(.stops(0.5), .more),
      "plus a half; plus one half; plus half a stop; plus a half stop"),
    .init(
      .measure(.stops(0.5), .less),
      "minus a half; minus one half; minus half a stop; minus a half stop"),
    .init(.measure(.stops(0.66), .more), "plus two thirds; plus two thirds of a stop"),
    .init(.measure(.stops(0.66), .less), "minus two thirds; minus two thirds of a stop"),
    .init(
      .amount(0.35, .either),
      "a touch; touch; a hair; a tad; tad; a smidge; smidge; smidgen; a smidgen; a whisper; "
        + "a hint; hint; a hint of; a touch of; ever so slightly; very slightly; just a touch; "
        + "just a hair; just a tad; a whisker; a dash; a dash of; a pinch; a pinch of; tiny bit; "
        + "a tiny bit; teeny bit; a teeny bit; minimally; barely noticeable; barely noticeably; "
        + "imperceptibly; a notch or so; a trace; a trace of; the tiniest bit; "
        + "the slightest bit; a wee bit; just a hint; a kiss of; a fraction; fractionally; "
        + "just a smidge; a tiny; tiny; very little; a very small amount; just a whisper"),
    .init(
      .amount(0.5, .either),
      "a bit; bit; a little; little; a little bit; slightly; slight; somewhat; subtly; "
        + "subtle; gently; lightly; mildly; mild; a bit of; just a bit; just slightly; softly; "
        + "small amount; a small amount; a notch; just a little; just a little bit; "
        + "a little bit of; a little of; ish; delicate; modestly; delicately; a small; kind of; "
        + "kinda; sort of; carefully; a slight; conservative; discreet; discreetly; "
        + "a tiny little bit; gradually; modest; soft touch; a shade; a light; light touch"),
    .init(.amount(0.75, .either), "moderately; moderate; some; reasonably; medium; a fair bit"),
    .init(
      .amount(1.3, .either),
      "noticeably; visibly; clearly; quite a bit; considerably; nicely; a good bit; "
        + "decently; really; properly; distinctly; fairly; quite; very; pretty; rather"),
    .init(
      .amount(1.8, .either),
      "a lot; lots; lots of; much; way; far; a lot of; a great deal; significantly; "
        + "substantially; heavily; strongly; a ton; tons; tons of; a bunch; heaps; loads; "
        + "greatly; so much more; a whole lot; loads of; plenty; plenty of; plenty more; "
        + "seriously; hugely; a good deal; a good deal of; markedly; big time; quite a lot; "
        + "very much; a load; heaps of; aggressively; considerable; deeply; badly; severely"),
    .init(
      .amount(2.5, .either),
      "dramatically; extremely; massively; drastically; to the max; maximum; max; "
        + "as much as possible; insanely; super; radically; incredibly; completely; hard core; "
        + "all the way; ridiculously; to the extreme; extreme; wildly; through the roof; "
        + "to eleven; terribly; horribly; totally; ultra; crazy; hella; enormously; "
        + "to the maximum"),
    .init(
      .limit(0.5),
      "not too much; not a lot; dont overdo it; dont overdo; do not overdo it; "
        + "nothing crazy; nothing extreme; nothing too crazy; keep it subtle; but subtle; "
        + "easy does it; dont go crazy; dont go overboard; not overboard; not over the top; "
        + "without overdoing it; nothing drastic; not by much; dont push it too far; "
        + "not too strong; not too heavy; not too far; nothing too strong; nothing fancy; "
        + "not too aggressive; keep it gentle; not too dramatic; nothing too dramatic; "
        + "dont push it; not excessively; within reason; not to excess; go easy; go easy on it; "
        + "but not too much; without going overboard; not too intense; dont go overboard with; go easy on; go easy with; "
        + "dont go crazy with; easy on; take it easy with; not too much; less is more; less is more here; in moderation; "
        + "nothing over the top; dont go too far; but not much; without exaggerating; not crazy; "
        + "not extreme; tastefully; tasteful; restraint; with restraint; dont exaggerate; "
        + "keep it modest; be subtle; be gentle; keep it mild; nothing heavy handed"),
    .init(
      .limit(0.7),
      "natural; keep it natural; naturally; realistic; keep it realistic; natural looking; "
        + "believable; look natural; stay natural; keep it looking natural; "
        + "no halos; without halos; no haloes; without haloes; no halo; without any halos; "
        + "without visible halos; without making it plastic; without making it look plastic; "
        + "without looking plastic; without making it plasticky; not plastic; not plasticky; "
        + "no plastic look; no plastic skin; without plastic skin; without the plastic look; "
        + "dont make it plastic; dont make it look plastic; without making it look fake; "
        + "without looking fake; dont make it look fake; not fake; nothing fake; "
        + "without making it look hdr; without looking hdr; without the hdr look; "
        + "without overprocessing; without overprocessing it; not overprocessed; not overcooked; "
        + "without overcooking it; without artifacts; no artifacts"),
  ]

  private static let requests: [LexiconEntry] = [
    .init(
      .copula,
      "is; are; its; it is; looks; look; seems; seem; feels; feel; came out; turned out; "
        + "comes out; was; were; appears; theyre; they are; comes across; theres; there is; has; "
        + "there are; got; comes off; have; gone; went; reads; being; has a; thats; that is"),
    .init(
      .modal,
      "going for a; go for a; looking for a; aim for a; hoping for a; asking for; ask for; "
        + "in need of; should; should be; needs; need; needs to be; could; could be; could use; "
        + "want; wants; i want; would; would be; would like; id like; prefer; i prefer; to be; "
        + "to look; must; can; id love; ought to be; ought; i need; wish; supposed to; "
        + "would look better; ill take; could do with; would benefit from; deserves; "
        + "needs more of; looking for; going for; would love; to feel; wanna; hoping for; lets; "
        + "ought to; to appear; i would like; might need; requires; wanted; aim for; go for; "
        + "could stand"),
    .init(
      .make,
      "make; let; making; turn; render; convert; get it; have it; transform; into; "
        + "turn into; change into; turn this; turn it; turn to; become; give me; let me have; "
        + "keep it"),
    .init(.determiner, "the; her; his; my; their; our; your; those; these; that"),
    .init(.counter, "a; an; one; another; any; couple of; few; several; pair of; more of"),
    .init(
      .preposition,
      "in; of; on; within; inside of; from; at; around; across; over; throughout; to the; "
        + "for the; under; behind; near; between; for; by; along; against; onto; above; below"),
    .init(.towards, "towards; toward; to; closer to; in the direction of; lean; leaning"),
    .init(
      .reference,
      "as gray reference; as a gray reference; as reference; as a reference; as neutral; "
        + "gray reference; neutral reference; white reference; as the reference; as gray; "
        + "as white reference; as a neutral reference; as the neutral point; using; use; "
        + "gray card; based on; should be neutral; should be white; should be gray; is neutral; "
        + "to neutralize; as the white point; as gray point; as a neutral point; "
        + "as neutral gray; off the; as white point; as the gray point; neutral point; "
        + "as my reference; should look white; should look neutral; should look gray; "
        + "is supposed to be white; sample; as a neutral; reads as neutral; "
        + "as the neutral reference; as white reference point"),
    .init(
      .blackAndWhite,
      "black and white; b&w; bw; b & w; b / w; monochrome; mono; grayscale; gray scale; "
        + "black & white; monochromatic; black n white; colorless picture; gray tones; "
        + "shades of gray; b and w; black white; no color at all; noir et blanc; black / white"),
    .init(
      .crop,
      "crop; cropped; cropping; cut it; trim; aspect ratio; crop in; crop tighter; "
        + "crop it tighter; recompose; reframe; crop closer; tighter crop; trim it"),
    .init(.ratio(1), "square; square format; a square"),
    .init(.hasBecome, "turned; turned everything; turned everyone; turned them; turned it"),
    .init(
      .straighten,
      "straighten; level; level the horizon; straighten it; straighten the horizon; "
        + "fix the horizon; tilted; crooked; level out; horizon is tilted; wonky; slanted; "
        + "horizon is crooked; horizon isnt straight; not straight; isnt level; not level; "
        + "horizon"),
    .init(.rotate, "rotate; rotated; rotation; spin; turn sideways; sideways"),
    .init(.clockwise, "clockwise; to the right; right; cw"),
    .init(
      .counterclockwise,
      "counterclockwise; counter clockwise; anticlockwise; anti clockwise; to the left; "
        + "left; ccw"),
    .init(
      .box,
      "box; selection; selected area; selected part; selected region; this area; this part; "
        + "this region; the rectangle; rectangle; marked area; marked region; inside the box; "
        + "boxed area; in the box; inside the selection; this spot; this section; "
        + "highlighted area; circled area; region i drew; area i drew; area i selected; "
        + "this bit; inside of the box; inside of the selection; selected zone; marked part; "
        + "area i marked; this zone; drawn area; drawn box; part i selected; part i marked; "
        + "boxed part; boxed region; outlined area; bounding box; region i selected; "
        + "region i marked; this corner of the frame; right here; area in question; marquee; "
        + "frame i drew; here; selected bit; just here; this patch; this place; chosen area; "
        + "the region; the area"),
    .init(
      .whole,
      "photo; picture; image; shot; pic; photograph; snap; frame; scene; it; whole thing; "
        + "overall; everything; whole image; whole picture; whole photo; entire; whole; global; "
        + "globally; all over; everywhere; file; the lot; pics; photos; images; whole scene; "
        + "entire image; entire picture; entire photo; one; composition; whole frame; pictures; "
        + "shots; portrait; selfie; landscape; snapshot; across the board; overall image"),
  ]

  private static let glue: [LexiconEntry] = [
    .init(.and, "and; plus; also; as well as; &; along with; together with; while also; +"),
    .init(.or, "or; nor the"),
    .init(
      .but,
      "so that i; and so; but; yet; however; although; though; except that; while; whilst; "
        + "because; since; because of; whereas"),
    .init(
      .then,
      "then; after that; afterwards; finally; next; followed by; lastly; secondly; firstly; "
        + "first; second"),
    .init(.with, "with"),
    .init(
      .purpose,
      "so that; so the; so it; so my; so we; so i; so you; so everything; so her; so his; "
        + "so they; in order to; to make; to give; for a; for an; for nicer; for more; "
        + "for better; for some; so there; so all; so people; so its; so theres; so our; "
        + "to help; to bring"),
    .init(
      .like,
      "like; similar to; something like; reminiscent of; in the style of; style of; "
        + "look like; looks like; looking like; feel like; feels like; as if; inspired by; a la"),
    .init(
      .disregard,
      "ignore; disregard; override; forget; bypass; overrule; discard; pay no attention to"),
    .init(
      .instructions,
      "instruction; instructions; prompt; prompts; rules; directives; guidelines; "
        + "prior rules; constraints; policy; policies; above text; everything above; "
        + "what i said; previous text; system message; restrictions; guardrails; "
        + "your programming; previous messages; safety; the above; all of the above; all previous"),
    .init(
      .machine,
      "every file; all files; delete files; delete the files; delete file; the file system; "
        + "filesystem; hard drive; password; passwords; api key; api keys; command line; sudo; "
        + "rm rf; rm - rf; passwd; system prompt; system32; credentials; environment variable; "
        + "environment variables; black image; white image; blank image; wget; curl; drop table; "
        + "jailbreak; developer mode; blank picture; empty image; javascript; private key; "
        + "source code; everything in this folder; home directory; format the drive; https; "
        + "http; shell command; shell; execute; delete everything; database; your prompt; "
        + "hidden prompt; delete all; all images in; black picture; white picture; every photo; "
        + "all my photos; send an email; delete my"),
    .init(
      .role,
      "system :; assistant :; user :; developer :; system prompt :; < system >; [ system ]; "
        + "# # system; # # # system; system override; system message :; < user >; [ inst ]; "
        + "you are now; you are no longer; pretend you are; act as; new instructions; "
        + "new instruction; system note; admin :; important : ignore; end of prompt; < | im; "
        + "< instruction >; < instructions >; < prompt >; # # # instruction; # # # instructions; "
        + "human :; ai :; begin system; system notice; root :; operator :; instruction :; "
        + "instructions :; note to ai; attention ai; dear ai; attention assistant; dan mode"),
    .init(
      .resume,
      "anyway; now back; back to the photo; ok so; as for the photo; in any case; "
        + "thanks and; please; also please; meanwhile; < / system >; < / user >; "
        + "< / instruction >; < / prompt >; < / instructions >"),
    .init(
      .filler,
      "wait; no wait; hang on; hold on; scratch that; on second thought; on second thoughts; "
        + "or rather; i mean; i meant; work; shot under; shot at; shot in; taken at; taken in; taken with; was shot; "
        + "was taken; would be nice; would be great; would be better; would look better; "
        + "would be good; is all; thats all; thats it; show; shows; inside; for sure; hopefully; "
        + "next time; kids; seems like; happy; ideally; nah; nope; not really needed; please; "
        + "pls; plz; can you; could you; would you; will you; kindly; hi; hello; hey; "
        + "thanks in advance; i think; maybe; perhaps; i guess; for me; i; you; me; we; my; "
        + "this; that; these; those; there; to; be; do; did; done; am; been; so that; so; it; "
        + "vibe; vibes; look; feel; mood; style; effect; finish; feeling; aesthetic; atmosphere; "
        + "tone; effects; filter; preset; treatment; edit style; kind; type; sort; approach; "
        + "bit of a; out; off; well; ok; okay; about; around; approximately; roughly; maybe by; "
        + "almost; nearly; certain; amount; by; some of; all; each; both; even; still; again; "
        + "already; now; than; as; what; which; who; when; if; possible; if possible; "
        + "if you can; where; how; why; sure; make sure; ensure; try; help; help me; just; only; "
        + "simply; slider; value; setting; settings; points; point; level; levels; curve; area; "
        + "areas; part; parts; region; regions; side; spot; places; range; end; nice; good; "
        + "great; cool look; final; result; version; client; wedding; job; shots of; my taste; "
        + "eyes sake; honestly; actually; basically; literally; definitely; total; perfect; "
        + "fine; lovely; love it; want it; like it; bro; dude; man; mate; buddy; lol; haha; umm; "
        + "um; uh; hmm; oh; yeah; yes; yep; cheers; thx; ty; dear; sir; right now; "
        + "at the moment; for my; for the client; for instagram; for print; for web; the whole; "
        + "they; them; its own; itself; someone; something; anything; nothing; stuff; thing; "
        + "things; taken; shot with; took; camera; phone; iphone; canon; nikon; sony; raw; jpeg; "
        + "jpg; lens; wife; husband; friend; yesterday; today; last; week; vacation; holiday; "
        + "trip; bring; came; come; comes; put; between; without; against; not; nor; neither; "
        + "either; such; same; own; other; every; many; most; more or less; likely; bit by bit; "
        + "time; proper; true; true to life; lifelike; balanced; pleasing; correct exposure; "
        + "real; original; ideal; normal; usual; standard; default; current; present; existing; "
        + "him; she; he; hers; us; ours; here is; heres; quick; quickly; fast; edges of; "
        + "appears; appear; seem; look a; ends; notes; step; steps; request; edit request; im; "
        + "ive; id; youre; s; t; re; ll; ve; d; m; etc etc; e g; i e; vs; '; \"; “; ”; (; ); [; "
        + "]; *; ~; ^; _; #; @; =; |; {; }; $; %; °; →; ->; •; ·; /; -"),
  ]
}
