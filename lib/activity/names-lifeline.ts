/**
 * Whether a text gives a lifeline away. A helpline leaves no trace: not in a path, a title or a search either. To
 * miss one is worse than to miss an ordinary search, so in doubt it counts; docs/adr/0005-recording.md says what
 * that means for names that are also words.
 */
import stored from '../../assets/lifeline-tells.json' with { type: 'json' }
import { LIFELINE_HOSTS } from '../lists/lifelines.ts'
import { readTells, tellsOf, type Tells } from './lifeline-tells.ts'
import { spoken, stretches, type Spoken } from './spoken.ts'

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/))

/** Whoever says one of these asks for a helpline, whichever it is. */
const ASKING = words(`helpline helplines crisisline suicideline suicidehotline crisishotline abusehotline
  listeningservice`)
/** Anywhere in the text these make a helpline of a name that is also a word. */
const TELLING = words(
  'charity hotline counselling counsellor counsellors textline phoneline webchat freephone',
)
/** These do so directly before or after it. */
const BESIDE =
  words(`help support call calling ring ringing phone telephone number dial text texting txt sms chat
  talk speak message email contact crisis report uk cymru wales scotland service website org`)
/** Beside nothing but these, the name is what the text is about. */
const FILLING =
  words(`https http www com co net gov nhs a an the to for from with at via and please online line
  lines site app page home login log in up team advice hours open free now near`)
/** Small words that may stand between the name and its neighbour. */
const SMALL = words('the a an to from with at for on via my please')

const LONGEST_NAME = 60
/** A name this long is known inside a longer word too: `childlinenumber`. */
const LONG_NAME = 8

let builtIn: { readonly tells: Tells; readonly hosts: ReadonlySet<string>; readonly long: RegExp } | undefined

/** Made when first needed: not every start of the worker sees a page. */
function ours(): NonNullable<typeof builtIn> {
  if (builtIn === undefined) {
    const tells = readTells(stored)
    // They are letters and digits only.
    const long = new RegExp([...tells.names].filter((name) => name.length >= LONG_NAME).join('|'))
    builtIn = { tells, hosts: new Set(LIFELINE_HOSTS), long }
  }
  return builtIn
}

let school: { readonly key: string; readonly tells: Tells } | undefined

/** Of the school's own lifelines only the hosts are known. */
function schools(hosts: readonly string[]): Tells {
  const key = hosts.join(' ')
  if (school?.key !== key) school = { key, tells: tellsOf([], hosts) }
  return school.tells
}

/** @param hosts exact hosts of lifelines; those of the school's own count beside the built-in ones */
export const namesLifeline = (text: string, hosts: readonly string[]): boolean =>
  names(spoken(text), hosts, true)

/** The same for a part of a host. There an everyday word says nothing: `calm.example` is another site. */
export const hostNamesLifeline = (part: string, hosts: readonly string[]): boolean =>
  names(spoken(part), hosts, false)

function names(heard: Spoken, hosts: readonly string[], everyday: boolean): boolean {
  if (heard.whole === '') return false
  const { tells, hosts: known, long } = ours()
  if (heard.words.some((word) => word.length >= LONG_NAME && long.test(word))) return true
  const own = hosts.filter((host) => !known.has(host))
  return [tells, ...(own.length === 0 ? [] : [schools(own)])].some(
    (all) =>
      all.names.has(heard.whole) ||
      (everyday && all.everyday.has(heard.whole)) ||
      hasNumber(heard, all) ||
      hasName(heard, all, everyday),
  )
}

function hasNumber({ numbers }: Spoken, tells: Tells): boolean {
  return numbers.some((groups) => {
    const run = groups.join('')
    if (tells.phones.some((phone) => run.includes(phone))) return true
    for (const { text } of stretches(groups, 6)) if (tells.numbers.has(text)) return true
    return false
  })
}

function hasName({ words: said }: Spoken, tells: Tells, everyday: boolean): boolean {
  let telling: boolean | undefined
  for (const { text, from, to } of stretches(said, LONGEST_NAME)) {
    if (ASKING.has(text) || has(tells.names, text)) return true
    if (!tells.everyday.has(text)) continue
    telling ??= said.some((word) => TELLING.has(word))
    if (telling || (everyday && (isBeside(said, from, to) || isAlone(said, from, to)))) return true
  }
  return false
}

/** Also with an s at its end. */
const has = (names: ReadonlySet<string>, text: string): boolean =>
  names.has(text) || (text.endsWith('s') && names.has(text.slice(0, -1)))

function isBeside(said: readonly string[], from: number, to: number): boolean {
  const before = said.slice(0, from).findLast((word) => !SMALL.has(word))
  const after = said.slice(to).find((word) => !SMALL.has(word))
  return BESIDE.has(before ?? '') || BESIDE.has(after ?? '')
}

const isAlone = (said: readonly string[], from: number, to: number): boolean =>
  [...said.slice(0, from), ...said.slice(to)].every((word) => FILLING.has(word) || BESIDE.has(word))
