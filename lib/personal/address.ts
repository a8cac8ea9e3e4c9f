/** Where somebody lives: a UK postcode with a house number beside it. A postcode alone is a part of a town. */
import { once } from './once.ts'
import type { Piece } from './piece.ts'

/** Every area there is (Royal Mail), so that a code or a room in capitals is not taken for one. */
const AREAS =
  'AB|AL|BA|BB|BD|BF|BH|BL|BN|BR|BS|BT|B|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC|EH|EN|EX|E|FK|FY|GL|GU|GY|G|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS|LU|L|ME|MK|ML|M|NE|NG|NN|NP|NR|NW|N|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|S|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|W|YO|ZE'
const POSTCODE = once(
  () =>
    new RegExp(
      `(?<![\\w-])(${AREAS})(\\d[\\dA-HJKMNP-Y]?)[ \\u00a0]?(\\d[ABD-HJLNP-UW-Z]{2})(?![\\w-])`,
      'gi',
    ),
)

/** How far before its postcode a house may stand. Characters. */
const NEAR = 160

const WAYS =
  'street|str?|road|rd|avenue|ave?|lane|ln|close|cl|drive|dr|way|court|ct|crescent|cres|gardens?|gdns|grove|gr|place|pl|terrace|square|sq|hill|mews|walk|row|green|view|rise|parade|park|mount|fold|croft|wharf|gate|vale|meadows?|orchard|heights'
/** “12 High Street”, “12a, St Mary's Road”. */
const IN_STREET = once(
  () =>
    new RegExp(`(?<![\\w.,£$+*/=-])\\d{1,4}[a-z]?,?[ \\t]+(?:[\\p{L}'’.-]+[ \\t]+){1,4}(?:${WAYS})\\b`, 'iu'),
)
/** “Flat 3”, “Apt 12b”. */
const IN_FLAT = /\b(flat|apartment|apt|unit)\s*\d{1,4}[a-z]?\b/i
/** A line that begins with the number and goes on with a name: “14 Greenways”, and no count of anything. */
const ON_LINE = once(
  () =>
    /(?:^|[\n,;]\s*|\b(?:at|to|is|address:?|live)\s+)\d{1,4}[a-z]?,?[ \t]+\p{Lu}[\p{L}'’-]+(?:[ \t]+\p{Lu}[\p{L}'’-]+){0,3}\s*(?=[\n,;]|$)/u,
)
const NUMBER_ALONE = /^\s*\d{1,4}\s?[a-z]?\s*$/i

export function findAddresses(pieces: readonly Piece[]): readonly string[] {
  const text = pieces.map((piece) => piece.text).join('\n')
  const isHouse = pieces.some((piece) => piece.hint === 'house' && NUMBER_ALONE.test(piece.text))
  return [...text.matchAll(POSTCODE())].flatMap((match) => {
    const [found] = match
    const end = match.index + found.length
    const before = text.slice(Math.max(0, match.index - NEAR), match.index)
    // Forms ask for the postcode first where they look the street up.
    const after = text.slice(end, end + NEAR)
    const isNear = [before, after].some((side) => IN_STREET().test(side) || IN_FLAT.test(side))
    return isNear || ON_LINE().test(before) || isHouse ? [found.toUpperCase().replace(/\s/g, '')] : []
  })
}
