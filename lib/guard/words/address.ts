/** What an address says in plain words. Of those who help, and of schools, it is never held against them. */
import { fold, normalise } from './normalise.ts'
import type { Subject } from './vocabularies.ts'

type Told = 'adult' | 'hate' | 'violence' | 'self-harm' | 'drugs' | 'gambling'

/** Within a label of the host. Neither of Sussex, nor of what is better. */
const NAMES: Readonly<Record<Told, string>> = {
  adult: `porn|xxx|(?<!es|sus|middle|wes|uni)sex(?!t|ton|ism|ist|ed|health)|nude|nudes|hentai|erotic|erotik|erotyk|milf|escort|camgirl|livecam|sexcam|hotcam|nsfw|18plus|xvid|dlyadoroslyh|dladoroslych|oedolion`,
  gambling: `casino|kasyn|cazino|kazino|kasino|(?<!alpha|\\p{L}i)bet(?!a|te|ter|h|t|on|ula|rieb|w)|betting|bukmacher|poker|slots?(?![a-su-z])|roulette|ruletka|jackpot|gambl|wager|bookie|apuesta|pariuri|parisport|wett(?!e|er)|stavk|hazard|bingo|lotto|sportsbook|qimar|jua|satta`,
  drugs: `weed(?!s|ing)|420|cannabis|marihuana|marijuana|kush|cocaine|kokain|ketamin|mdma|shroom|xanax|dopalacz|narko|drugstore24|buydrug|pillshop|highshop|ganja|hashish|charas|zakladk|etnobotanic|canabis|cyffur|stuffshop`,
  violence: `gore|bloodshed|deathvid|beheading|fightvid|streetfight|brutalvid|shockvid|snuff|smiertelne|bijatyk|bojki|realdeath|deathclip|graphicfootage|rawdeath|moartereala|smert|marwolaeth`,
  hate: `whitepower|whitepride|racewar|1488|88club|whitegenocide|purerace|pureblood|ourrace|bloodandsoil|raceandnation|bialasila|bialarasa|rasapura|rasanoastra|bilarasa|nashakrov|einhil|nationfirst88|hateall|rassenkrieg|notrerace`,
  'self-harm': `proana|promia|thinspo|anatips|anadiet|anabudd|edtwt|meanspo|suicidepact|waystodie|motylki|anagirl|dietaana|starvewith|skinnybones|bonesand|boneperfect`,
}
/** Endings that are there for one thing. */
const ENDINGS: Readonly<Partial<Record<Told, RegExp>>> = {
  adult: /\.(?:xxx|porn|adult|sex|sexy|cam|webcam)$/,
  gambling: /\.(?:bet|casino|poker|bingo|game\.bet)$/,
}
const HELPS =
  /help|support|aware|care|anon|stop|prevent|recover|therap|advice|advise|educat|charit|foundation|trust|health|nhs|safe|learn|school|museum|history|news|librar|quit|rehab|clinic|wiki|research|antiracis|against|survivor/
const OFFICIAL = /\.(?:gov|police|nhs|sch|ac|edu|mil)(?:\.[a-z]{2})?$|\.gov\.[a-z]{2}$/

let names: Readonly<Record<Told, RegExp>> | undefined

/** The part of the host that says it, or null. */
export function hostTells(url: string, subject: Subject): string | null {
  const told = subject as Told
  if (NAMES[told] === undefined) return null
  const host = hostOf(url)
  if (host === '' || HELPS.test(host) || OFFICIAL.test(host)) return null
  names ??= Object.fromEntries(
    Object.entries(NAMES).map(([name, list]) => [name, new RegExp(list, 'u')]),
  ) as Record<Told, RegExp>
  const read = normalise(host.replaceAll('-', '').replaceAll('.', ' ')).words.join('.')
  return (names[told].exec(read) ?? ENDINGS[told]?.exec(host))?.[0] ?? null
}

function hostOf(url: string): string {
  try {
    return fold(new URL(url).hostname)
  } catch {
    return ''
  }
}
