/** As en.ts, in Welsh. Accents, hyphens and apostrophes are gone when a text is looked at. */
import type { ThemeWords } from '../rule.ts'

export const WELSH: ThemeWords = {
  suicide: `
h+ (eisiau|isio|moyn|am) [i fi ](marw|farw|lladd fy hun|ladd fy hun|diweddu popeth)
h+ (ddim|dim) (eisiau|isio|moyn) (byw|bod yma|deffro)
h+ teimlon hunanladdol|meddyliau hunanladdol
m+ (ffrind|chwaer|brawd) ~ (eisiau|isio|moyn) (marw|lladd ei hun)
l+= hunanladdiad
h (sut|ffordd|ffyrdd|dulliau) [i |o |mae ]~ (ladd|lladd) (fy hun|dy hun|eich hun)
h (sut i|ffordd o|ffyrdd o|dulliau) (gyflawni |wneud )?hunanladdiad
h (ffordd|ffyrdd) ~ (hawdd|di boen|cyflym) ~ (farw|marw)
`,
  'self-harm': `
m+ (stopio|rhoi r gorau i|peidio) ~ (hunan ?niweidio|torri fy hun|niweidio fy hun)
m+ (dwi|rwyf|rydw i|wedi|yn) [i |n |wedi |yn ](hunan ?niweidio|niweidio fy hun|torri fy hun|brifo fy hun)
m+ (eisiau|isio|moyn) (brifo|torri|niweidio) fy hun
l+= hunan ?niweidio
m sut i (hunan ?niweidio|niweidio fy hun|dorri fy hun|frifo fy hun)
m sut i guddio ~ (creithiau|hunan ?niweidio|toriadau)
`,
  eating: `
m+ (anhwylder bwyta|anorecsia|bwlimia) ~ (help|cymorth|gen i)
l+= anhwylder bwyta|anorecsia|bwlimia
m sut i (fod yn anorecsig|lwgu fy hun|gael anorecsia|wneud fy hun yn sal)
`,
  exploitation: `
h+ (gofyn|wedi gofyn|mynnu) ~ (lluniau noeth|lluniau ohonof|noethlun)
h+ (rhannu|wedi rhannu) ~ fy (lluniau|noethluniau)
h+ (cyffwrdd|treisio|cam ?drin) ~ fi
`,
  weapons: `
h sut (i|mae) [i ](wneud|adeiladu|gwneud) (bom|bomiau|ffrwydron|gwn)(?! bath)
h (prynu|ble i brynu|ble galla i brynu) (gwn|cyllell)
m+ (ffrind|rhywun) ~ (cario|bygwth) ~ cyllell
`,
  sexual: `
m (fideos?|fideo|lluniau|gwefan|gwefannau) (porn|porno|pornograffi|rhyw|noeth)
m (merched|menywod|dynion|bechgyn) noeth
m= pornograffi|porn am ddim
`,
  drugs: `
m (ble|sut) (i|galla i|mae) [i ](prynu|brynu|gael|cael|smocio|ysmygu) (cyffuriau|canabis|wid|chwyn smoco|cocen)
l+ (stopio|rhoi r gorau i) (cymryd cyffuriau|smocio|fepio|canabis)
`,
  bullying: `
m+ (cael|wedi cael|yn cael|gael) fy m?bwlio
m+ (pobl|plant|merched|bechgyn) ~ fy mwlio
m+ fy mwlio
l+ (stopio|atal) (bwlio|y bwlis)
l+ (does gen i|does dim) ~ ffrindiau
m sut i fwlio
`,
  bypass: `
m (gemau|safleoedd) (heb eu blocio|wedi eu dadflocio|dadflocio)
m sut i (osgoi|dadflocio|fynd heibio) ~ (hidlydd|ysgol|gwefannau|rhwystr)
`,
}
