/**
 * The texts of an address whose hashes a locked list may hold: of the host and of every parent of it the name alone,
 * the whole address, the address without its query, and every folder above it. As members' lists and Safe Browsing
 * write them: no scheme, no port, no credentials, no fragment.
 */

/** What is asked of an address; `Address` of lib/verdict has it. */
export interface Asked {
  /** Lower-case ASCII, no final dot. */
  readonly host: string
  readonly isIp: boolean
  /** A loadable http(s) address. */
  readonly href: string
}

/** Labels of a host that are looked at, besides the whole of it: nobody lists a name by more. */
const MOST_LABELS = 6
/** Folders above a page that are looked at, from the root down. */
const MOST_FOLDERS = 8
/** Rounds of percent-encoding that are undone: each round shortens the text, so this is against a flood alone. */
const MOST_ROUNDS = 16
const LONGEST_PATH = 4096

/** Every text of the address that may be listed, each once; the hosts first. */
export function formsOf({ host, isIp, href }: Asked): string[] {
  const hosts = hostsOf(host, isIp)
  const url = new URL(href)
  const paths = pathsOf(url.pathname, url.search)
  return [...new Set([...hosts, ...hosts.flatMap((one) => paths.map((path) => one + path))])]
}

/** The host and its parents: of a name no single label, which is a whole registry. */
export function hostsOf(host: string, isIp: boolean): string[] {
  if (isIp) return [host]
  const labels = host.split('.')
  const least = Math.max(0, labels.length - MOST_LABELS)
  const parents = labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'))
  return labels.length < 2 ? [host] : [host, ...parents.filter((_, at) => at > 0 && at >= least)]
}

function pathsOf(pathname: string, query: string): string[] {
  const path = canonicalPath(pathname)
  // A server that does not tell letters apart shows the same page under both, and so does one that adds a slash.
  const spellings = [path, path.toLowerCase()].flatMap((one) => [one, one.replace(/(?<=.)\/$/, '')])
  return [
    ...(query === '' || query === '?' ? [] : spellings.map((one) => one + query)),
    ...spellings,
    ...foldersOf(path),
    ...foldersOf(path.toLowerCase()),
  ]
}

/** `/a/b/c` lies in `/`, `/a/` and `/a/b/`. */
function foldersOf(path: string): string[] {
  const folders: string[] = []
  for (let at = 0; at >= 0 && folders.length < MOST_FOLDERS; at = path.indexOf('/', at + 1))
    folders.push(path.slice(0, at + 1))
  return folders
}

/** Every percent sign undone, dots and double slashes resolved, and what must be encoded encoded once. */
export function canonicalPath(pathname: string): string {
  let path = pathname.slice(0, LONGEST_PATH)
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const plain = path.replace(/%([\da-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
    if (plain === path) break
    path = plain
  }
  const kept: string[] = []
  const segments = path.split('/').slice(1)
  for (const segment of segments) {
    if (segment === '..') kept.pop()
    else if (segment !== '.' && segment !== '') kept.push(segment)
  }
  const isFolder = kept.length > 0 && /^\.{0,2}$/.test(segments.at(-1) ?? '')
  return `/${kept.join('/')}${isFolder ? '/' : ''}`.replace(
    /[^!-~]|[#%]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}
