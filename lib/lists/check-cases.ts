/**
 * What a self-check tries: hosts that everybody knows for what they are, a few of each kind. No page of theirs is asked
 * for, only an address that no site has: where the filter fails, a child's browser meets "not found" and nothing else.
 */
import type { CategoryId } from '../policy/categories.ts'

/** No page of any site: what is asked for is whether the host may be reached. */
export const CHECK_PATH = '/kerb-self-check'

export interface CheckCase {
  readonly host: string
  readonly category: CategoryId
}

const HOSTS = {
  'self-harm': ['sanctioned-suicide.net', 'myproana.com'],
  extremism: ['stormfront.org', 'patrioticalternative.org.uk'],
  adult: ['pornhub.com', 'xvideos.com', 'xnxx.com'],
  'stranger-chat': ['omegle.com', 'ome.tv'],
  vawg: ['incels.is'],
  weapons: ['defcad.com', 'gunbroker.com'],
  violence: ['theync.com', 'kaotic.com'],
  hate: ['amren.com', 'vdare.com'],
  drugs: ['weedmaps.com', 'leafly.com'],
  'ai-companion': ['character.ai', 'replika.com'],
  dating: ['tinder.com'],
  malware: ['wicar.org'],
  'proxy-vpn': ['nordvpn.com', 'croxyproxy.com', 'hidemyass.com'],
  gambling: ['bet365.com', 'williamhill.com'],
  hacking: ['hackforums.net'],
  piracy: ['123movies.com'],
  p2p: ['thepiratebay.org'],
  'remote-control': ['teamviewer.com'],
  'unsafe-search': ['yandex.com'],
  'alcohol-tobacco': ['smirnoff.com'],
  crypto: ['binance.com'],
  'exam-cheating': ['chegg.com'],
  social: ['tiktok.com', 'facebook.com'],
  chat: ['discord.com'],
  webmail: ['mail.yahoo.com'],
  games: ['coolmathgames.com', 'poki.com'],
  misinformation: ['naturalnews.com'],
  'ai-assistant': ['chatgpt.com'],
} as const satisfies Readonly<Partial<Record<CategoryId, readonly string[]>>>

/** Must be shut to whom their kind is closed, the most severe kind first. */
export const STOP_CASES: readonly CheckCase[] = Object.entries(HOSTS).flatMap(([category, hosts]) =>
  hosts.map((host) => ({ host, category: category as CategoryId })),
)

/** Must be open to everybody: a filter that closes these stops lessons. */
export const OPEN_CASES: readonly CheckCase[] = [
  { host: 'www.gov.uk', category: 'government' },
  { host: 'en.wikipedia.org', category: 'education' },
  { host: 'www.nhs.uk', category: 'support' },
]

const TRIED: ReadonlySet<string> = new Set([...STOP_CASES, ...OPEN_CASES].map(({ host }) => host))

/** Whether it is an address that a self-check tries and nobody goes to: no site has it. */
export function isCheckAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { hostname, pathname } = new URL(address)
  return pathname === CHECK_PATH && TRIED.has(hostname)
}

/** The address that is tried of a host. */
export const addressOf = (host: string): string => `https://${host}${CHECK_PATH}`
