/** Letters that look like a Latin one, and signs that are read as a letter: what someone types to slip past a list. */

/** Cyrillic, Greek, Armenian and other letters that a reader takes for the Latin one beside them. */
const PAIRS =
  'аa еe оo рp сc уy хx іi јj ѕs ԁd ԛq ԝw һh ӏl ѵv ґr гr кk мm нh тt вb пn бb ьb ' +
  'αa βb εe ηn ιi κk νv οo ρp τt υu χx γy ωw σo ' +
  'օo սu ոn հh ցg ' +
  'ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ǫq ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz ' +
  'ɑa ɡg ıi łl øo đd ħh ŧt ßs æa œo ƅb ɓb ƙk ɱm ʍm ɯw ɹr ʌv ǝe ɐa ʇt ɟf ʞk ʎy ɔo'

let map: ReadonlyMap<string, string> | undefined
export function lookAlikes(): ReadonlyMap<string, string> {
  map ??= new Map(PAIRS.split(' ').map((pair) => [pair.slice(0, 1), pair.slice(1)]))
  return map
}

/** Letters that are the Latin one to the eye, so that a whole word can be written with them: а, е, о; not г or п. */
const TWINS = 'аеорсухіјѕԁԛԝһӏѵαοινρχυ'
export const isTwin = (letter: string): boolean => TWINS.includes(letter)

/** Digits and signs in the place of letters. */
export const LEET: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  8: 'b',
  9: 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l',
  '€': 'e',
  '£': 'l',
  '+': 't',
  '¡': 'i',
}
