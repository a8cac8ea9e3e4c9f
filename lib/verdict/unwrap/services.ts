/**
 * Services that show other people's pages under their own name: translators, archives, readers, caches, relays and the
 * files of code hosts. Known by the shape of their addresses first, for anybody can run one; by name where the shape
 * says nothing.
 */
import { plainIn, bareAddress } from './texts.ts'
import { base64Decoded, percentDecoded } from './codecs.ts'

/** The parts of an address, as written. */
export interface Written {
  readonly host: string
  readonly path: string
  readonly query: string
}

/**
 * What shows other pages by name alone, beside what the lists call `translation-proxy`: picture proxies, relays,
 * validators, readers.
 */
const NAMES: ReadonlySet<string> = new Set(
  `wsrv.nl weserv.nl imageproxy.io external-content.duckduckgo.com proxy.duckduckgo.com startpage.com r.jina.ai
  1ft.io 12ft.io 13ft.io removepaywall.com freedium.cfd txtify.it smry.ai via.hypothes.is printfriendly.com
  validator.w3.org jigsaw.w3.org corsproxy.io corsproxy.org allorigins.win cors.sh codetabs.com
  thingproxy.freeboard.io cors-anywhere.herokuapp.com fanyi.baidu.com papago.naver.com papago.naver.net
  timetravel.mementoweb.org archive.today archive.ph archive.is archive.li archive.vn archive.md archive.fo
  web.archive.org arquivo.pt webcache.googleusercontent.com cc.bingj.com raw.githack.com rawcdn.githack.com
  raw.githubusercontent.com rawgit.com cdn.rawgit.com`.split(/\s+/),
)
/** Under every ending. */
const TRANSLATORS = /^translate\.(?:google|yandex)\./

export function isServiceName(host: string): boolean {
  for (let from = 0; from !== -1; from = host.indexOf('.', from) + 1 || -1)
    if (NAMES.has(host.slice(from))) return true
  return TRANSLATORS.test(host)
}

/**
 * What a shape of address shows. `sure`: nothing but such a service has addresses like it; other sites may happen to
 * have the rest.
 */
export interface Shown {
  readonly text: string
  readonly sure: boolean
}
type Shape = (written: Written) => readonly (string | undefined)[]

/** `www-blocked--site-example.translate.goog`: a hyphen is a dot, two are a hyphen. Another host may read two as a dot. */
const translated: Shape = ({ host, path, query }) => {
  const dot = host.indexOf('.')
  const label = host.slice(0, dot)
  if (dot < 0 || !label.includes('-')) return []
  if (!host.startsWith('.translate.', dot) && !/[?&]_x_tr_/.test(query)) return []
  const scheme = /[?&]_x_tr_sch=https?(?=&|$)/.exec(query)?.[0].slice(11) ?? 'https'
  const rest = path + query.replace(/[?&]_x_tr_[^&]*/g, '').replace(/^&/, '?')
  return readings(label).map((name) => `${scheme}://${name}${rest}`)
}

function readings(label: string): string[] {
  const bare = label.replace(/^(?:\d+-)(?=xn--)/, '')
  const documented = bare.replace(/--/g, '\0').replace(/-/g, '.').replace(/\0/g, '-')
  return [...new Set([documented, bare.replace(/-+/g, '.')])]
}

/** `/web/20200101/http://…`, with or without the date or the scheme; the same in other archives. */
const ARCHIVED =
  /^\/(?:[a-z]+\/)*(?:\d{4,14}|\*|newest|oldest|save|web|wayback)(?:[a-z]{2}_)?\/((?:https?:\/*)?[^/]+\.[^/].*)$/i
const archived: Shape = ({ path, query }) => [withScheme(ARCHIVED.exec(path)?.[1], query)]
const ARCHIVED_WITH_SCHEME = /\/\d{4,14}(?:[a-z]{2}_)?\/https?(?::|%3a)/i

/** `/amp/s/host/path`, `/c/s/host/path` of an AMP cache, whose own name may say the host too. */
const AMP = /^\/(?:amp|(?:c|v|i|ii|r|wp|a)(?=\/s?\/))\/(?:s\/)?([^/]+\.[^/]+(?:\/.*)?)$/
const AMP_CACHE = /^([^.]*-[^.]*)\.cdn\.|^([^.]*-[^.]*)\.amp(?:project)?\./
const amp: Shape = ({ host, path, query }) => {
  const label = AMP_CACHE.exec(host)
  const name = label?.[1] ?? label?.[2]
  return [
    withScheme(AMP.exec(path)?.[1], query),
    ...(name === undefined ? [] : readings(name).map((one) => `https://${one}/`)),
  ]
}

/** `?__cpo=` holds the origin, in base64; the path is the page's own. */
const ORIGIN = /[?&]__cp(?:o|Origin)=([^&]+)/i
const withOrigin: Shape = ({ path, query }) => {
  const value = ORIGIN.exec(query)?.[1]
  const origin = value === undefined ? undefined : base64Decoded(percentDecoded(value))
  if (origin === undefined) return []
  const bare = bareAddress(origin)
  return [bare ?? plainIn(origin)[0]].map((one) => one && one.replace(/\/+$/, '') + path)
}

/** Files of somebody's project, on the hosts that serve them as pages: judged as the project too. */
const PROJECT = /^\/(?:(gh|gl|bb)\/)([^/@]+\/[^/@]+)(?:@[^/]*)?(\/.*)?$/
const RAW = /^(?:raw(?:cdn)?\.githack\.com|raw\.githubusercontent\.com|(?:cdn\.)?rawgit\.com)$/
const FORGES: Readonly<Record<string, string>> = { gh: 'github.com', gl: 'gitlab.com', bb: 'bitbucket.org' }
const projects: Shape = ({ host, path }) => {
  const [, forge = '', project, rest = ''] = PROJECT.exec(path) ?? []
  if (project !== undefined) return [`https://${FORGES[forge]}/${project}${rest}`]
  return RAW.test(host) && path.length > 3 ? [`https://github.com${path}`] : []
}

/** `/https/host/path`, `/proxy/http/host:80/`. */
const SCHEME_SEGMENT = /\/(https?|wss?)\/([^/]+\.[^/]+(?:\/.*)?)$/i
const bySegment: Shape = ({ path, query }) => {
  const found = SCHEME_SEGMENT.exec(path)
  return [found ? `${found[1]}://${found[2]}${query}` : undefined]
}

function withScheme(rest: string | undefined, query: string): string | undefined {
  if (rest === undefined) return undefined
  const text = percentDecoded(rest) + query
  return /^(?:https?|wss?):/i.test(text) ? text : bareAddress(text)
}

const SHAPES: readonly (readonly [shape: Shape, isSure: (written: Written) => boolean])[] = [
  [translated, () => true],
  [archived, ({ path }) => ARCHIVED_WITH_SCHEME.test(path)],
  [amp, () => false],
  [withOrigin, () => true],
  [projects, () => false],
  [bySegment, () => false],
]

/** The addresses that a service of these shapes shows, as they stand in its own. */
export const shownBy = (written: Written): Shown[] =>
  SHAPES.flatMap(([shape, isSure]) =>
    shape(written)
      .filter((text) => text !== undefined)
      .map((text) => ({ text, sure: isSure(written) })),
  )

/** Where only the name tells a service: an address without a scheme, in its path or in what it is asked for. */
export function bareIn({ path, query }: Written): string[] {
  const values = query
    .slice(1, 2_000)
    .split(/[&;]/)
    .map((pair) => pair.slice(pair.indexOf('=') + 1))
  return [path.slice(1) + query, ...values.map(percentDecoded)]
    .map((text) => bareAddress(cachedIn(text) ?? text))
    .filter((one) => one !== undefined)
}

/** The host in `cache:host`, `cache:number:host and words`, as caches of search engines are asked. */
export const cachedIn = (text: string): string | undefined => /^cache:(?:[\w-]+:)?([^\s+]+)/i.exec(text)?.[1]
