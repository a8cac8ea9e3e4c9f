/** A page of links to unblockers, or to games, under names that were thrown together last week. */
import { publicSuffix } from '../../hosts/public-suffixes.ts'
import type { Facts } from './facts.ts'
import type { Seen } from './judge.ts'
import type { LIST } from './table.ts'
import { about } from './vocabulary.ts'

const LEAST_HOSTS = 8
/** Looked at: a list shows itself in its beginning. */
const MOST_HOSTS = 40
const LEAST_WRITTEN = 8
const MOST_WRITTEN = 40
/** Characters that a page says for each site it links to, when it is a list and no article. */
const SHORT_ENTRY = 60
/** Endings that cost next to nothing, and dynamic names. */
const CHEAP =
  /\.(?:xyz|top|icu|cyou|click|lol|buzz|rest|bond|sbs|cfd|quest|monster|fun|site|online|space|website|store|tk|ml|ga|cf|gq|pw|cc|ws|mom|gay|skin|lat|best|hair|autos|boats|homes|my\.id|biz\.id|duckdns\.org|ddns\.net|no-ip\.(?:org|biz|info)|mooo\.com|strangled\.net|us\.to|ignorelist\.com|chickenkiller\.com|onthewifi\.com|serveo\.net|loca\.lt|ngrok(?:-free)?\.(?:app|io|dev)|trycloudflare\.com|lhr\.life|nip\.io|sslip\.io)$/
const NAMED =
  /prox|unblo|bypass|ultravio|rammerh|scramj|interstell|holy-?un|nebula|undetect|\bmath-?(?:game|help)|vpn/
/** A host as it stands in a text. */
const WRITTEN = /(?<![@\w./-])(?:[a-z0-9-]{2,40}\.){1,3}[a-z]{2,10}(?![\w@])/g

export function listSigns({ signals, said, read, around }: Facts): Seen<keyof typeof LIST>[] {
  const { hosts, texts } = signals.links
  const seen: Seen<keyof typeof LIST>[] = []
  const isShort = signals.textLength < hosts.length * SHORT_ENTRY
  const throwaway = hosts.length < LEAST_HOSTS ? [] : hosts.slice(0, MOST_HOSTS).filter(isThrowaway)
  if (throwaway.length >= LEAST_HOSTS && throwaway.length * 2 >= Math.min(hosts.length, MOST_HOSTS))
    seen.push({ sign: 'many-throwaway-links', detail: `${throwaway.length} of ${hosts.length}` })
  else if (hosts.length >= 2 * LEAST_HOSTS && isShort)
    seen.push({ sign: 'many-hosts', detail: String(hosts.length) })
  const text = [...texts, signals.words].join('\n').toLowerCase()
  const speaks = NAMED.test(text) || about([...said, read], 'unblock').length > 0
  const written = speaks ? writtenHosts(text) : new Set<string>()
  if (written.size >= LEAST_WRITTEN) seen.push({ sign: 'hosts-written-out', detail: String(written.size) })
  const named = [...new Set([...hosts, ...written])].filter((host) => NAMED.test(host))
  if (named.length >= 4) seen.push({ sign: 'links-named-so', detail: named.slice(0, 3).join(', ') })
  const words = about(isShort ? [...said, read] : said, 'unblock')
  if (words.length >= 2) seen.push({ sign: 'unblock-words', detail: words.slice(0, 5).join(', ') })
  if (around.isCheapPlace) seen.push({ sign: 'cheap-place' })
  return seen
}

function writtenHosts(text: string): ReadonlySet<string> {
  const all = new Set(text.match(WRITTEN))
  if (all.size < LEAST_WRITTEN) return new Set()
  return new Set([...all].slice(0, MOST_WRITTEN).filter(isThrowaway))
}

const isThrowaway = (host: string): boolean => CHEAP.test(host) || publicSuffix(host, 'all').isPrivate
