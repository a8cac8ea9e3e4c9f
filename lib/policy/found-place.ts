/**
 * What may be closed for everybody when something is found at an address: the host, where it is one maker's; the path
 * on it, where strangers publish side by side under one name. Under a name where strangers register names of their own
 * (`github.io`) that is the whole name; the ending itself is nobody's, and is never closed.
 */
import { isAddress, publicSuffix } from '../hosts/public-suffixes.ts'
import { isUnder } from './hosts.ts'
import { MOST_PATH } from './quarantine.ts'

export interface FoundPlace {
  readonly host: string
  readonly path?: string
}

/** Hosts on which anybody publishes under a path, with how many segments of it are one maker's. */
const SHARED: Readonly<Record<string, number>> = {
  'sites.google.com': 2,
  'docs.google.com': 3,
  'drive.google.com': 3,
  'script.google.com': 3,
  'script.googleusercontent.com': 3,
  'storage.googleapis.com': 1,
  'firebasestorage.googleapis.com': 3,
  's3.amazonaws.com': 1,
  'raw.githubusercontent.com': 2,
  'github.com': 2,
  'gitlab.com': 2,
  'bitbucket.org': 2,
  'cdn.jsdelivr.net': 3,
  'fastly.jsdelivr.net': 3,
  'cdn.statically.io': 3,
  'raw.githack.com': 2,
  'rawcdn.githack.com': 2,
  'unpkg.com': 1,
  'esm.sh': 1,
  'arcade.makecode.com': 1,
  'makecode.com': 1,
  'studio.code.org': 3,
  'editor.p5js.org': 2,
  'openprocessing.org': 2,
  'trinket.io': 2,
  'view.genially.com': 1,
  'codepen.io': 2,
  'cdpn.io': 2,
  'jsfiddle.net': 2,
  'jsbin.com': 1,
  'codesandbox.io': 2,
  'stackblitz.com': 2,
  'replit.com': 2,
  'glitch.com': 2,
  'scratch.mit.edu': 2,
  'turbowarp.org': 1,
  'html.itch.zone': 2,
  'archive.org': 2,
  'web.archive.org': 3,
  'www.wattpad.com': 2,
  'linktr.ee': 1,
  'pastebin.com': 1,
  'rentry.co': 1,
  'padlet.com': 2,
  'www.canva.com': 3,
  'canva.site': 1,
  'prezi.com': 2,
  'notion.so': 1,
  'www.notion.so': 1,
  'tinyurl.com': 1,
  'bit.ly': 1,
  'discord.gg': 1,
  't.me': 1,
  'reddit.com': 2,
  'www.reddit.com': 2,
  'medium.com': 1,
  'www.dropbox.com': 3,
}

/** What is no maker's own and stands before it: an account, a way of showing. */
const GOOGLES = /^(?:u\/\d+|a\/[^/]+|s|e)(?=\/|$)/
const SCOPE = /^@[^/]+/
const NOBODYS: Readonly<Record<string, RegExp>> = {
  'sites.google.com': GOOGLES,
  'docs.google.com': GOOGLES,
  'drive.google.com': GOOGLES,
  'script.google.com': GOOGLES,
  'unpkg.com': SCOPE,
  'esm.sh': SCOPE,
  'cdn.jsdelivr.net': SCOPE,
  'fastly.jsdelivr.net': SCOPE,
  't.me': /^s(?=\/|$)/,
  'arcade.makecode.com': /^-{2,}[^/]+/,
  'makecode.com': /^-{2,}[^/]+/,
  'trinket.io': /^(?:embed|library)(?=\/|$)/,
  'codesandbox.io': /^(?:p|embed)(?=\/|$)/,
}

/**
 * The place of an address, from its canonical host and path (as `Address` in lib/verdict has them); null where nothing
 * can be closed without what is not its maker's: the ending itself, or the front page of a host that many share; and
 * where a policy could not say it.
 */
export function foundPlace(host: string, path = '/'): FoundPlace | null {
  if (isAddress(host)) return { host }
  if (publicSuffix(host, 'all').suffix === host) return null
  const segments = SHARED[host]
  if (segments === undefined) return { host }
  const kept = startOf(path, segments, NOBODYS[host])
  return kept === null || kept.length > MOST_PATH ? null : { host, path: kept }
}

/** The path as far as it is one maker's; null where it does not go so far. */
function startOf(path: string, segments: number, nobodys: RegExp | undefined): string | null {
  const own = path.split('/').filter((one) => one !== '')
  let end = 0
  for (let left = segments; left > 0; left -= 1) {
    for (let skipped = 1; skipped > 0; end += skipped) skipped = skippedAt(own.slice(end), nobodys)
    if (end >= own.length) return null
    end += 1
  }
  return `/${own.slice(0, end).join('/')}`
}

/** How many segments from here are nobody's. */
const skippedAt = (rest: readonly string[], nobodys: RegExp | undefined): number =>
  nobodys?.exec(rest.join('/'))?.[0].split('/').length ?? 0

/** Whether a place holds an address: the host and all under it, or on it what lies under the path. */
export const holdsAddress = (place: FoundPlace, host: string, path: string): boolean =>
  place.path === undefined
    ? isUnder(host, place.host)
    : host === place.host && (path === place.path || path.startsWith(`${place.path}/`))
