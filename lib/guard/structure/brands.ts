/** Names that pages borrow: of services that pupils sign in to, or that look like school. */
import { publicSuffix } from '../../hosts/public-suffixes.ts'
import type { Signals } from '../signals.ts'
import { normalise } from '../words/normalise.ts'
import { siteOf } from './carried.ts'

interface Brand {
  readonly name: string
  /** Titles that are the service's own: whole, or before or after a dash. */
  readonly titles: RegExp
  /** Main label of its sites, under whatever ending, and sites with others. */
  readonly sites: RegExp
}

const BRANDS: readonly Brand[] = [
  {
    name: 'Google',
    titles:
      /^(?:google|google (?:docs|drive|slides|sheets|classroom|forms|meet|calendar|accounts?|search|mail)|my drive|gmail|sign in google accounts|google accounts sign in|google workspace)$/,
    sites: /^(?:google|gstatic|googleusercontent|googleapis|gmail|youtube|withgoogle|googleworkspace)$/,
  },
  {
    name: 'Microsoft',
    titles:
      /^(?:microsoft|microsoft (?:365|teams|office|account|onedrive|outlook|forms|sign in)|office 365|office365|onedrive|sign in to your (?:microsoft )?account|sign in to outlook)$/,
    sites:
      /^(?:microsoft|office|office365|live|outlook|microsoftonline|sharepoint|onedrive|msftauth|msauth|azure|windows|cloud)$/,
  },
  { name: 'Apple', titles: /^(?:apple id|icloud|sign in to icloud)$/, sites: /^(?:apple|icloud)$/ },
  {
    name: 'Schoology',
    titles: /^(?:schoology|home schoology)$/,
    sites: /^schoology$/,
  },
  { name: 'Clever', titles: /^clever portal$/, sites: /^clever$/ },
  {
    name: 'Khan Academy',
    titles: /^(?:khan academy|dashboard khan academy)$/,
    sites: /^(?:khanacademy|kastatic)$/,
  },
  {
    name: 'Wikipedia',
    titles: /^(?:wikipedia|wikipedia the free encyclopedia)$/,
    sites: /^(?:wikipedia|wikimedia)$/,
  },
  {
    name: 'Satchel One',
    titles: /^(?:satchel one|show my homework)$/,
    sites: /^(?:satchelone|showmyhomework)$/,
  },
  {
    name: 'Sparx',
    titles: /^sparx (?:maths|learning|reader)$/,
    sites: /^(?:sparxmaths|sparx-learning|sparxreader)$/,
  },
  { name: 'ClassLink', titles: /^classlink(?: launchpad)?$/, sites: /^classlink$/ },
  { name: 'Hwb', titles: /^hwb$/, sites: /^(?:hwbcymru|hwb|gov)$/ },
  { name: 'Discord', titles: /^discord$/, sites: /^(?:discord|discordapp)$/ },
]

const mainLabel = (host: string): string => {
  const site = siteOf(host)
  return site.slice(0, -publicSuffix(site).suffix.length - 1)
}

/** A title without what was put in to trip over, as words. */
const tidy = (title: string): string => normalise(title).words.join(' ')

const isOf = (brand: Brand, host: string): boolean => brand.sites.test(mainLabel(host))

/** The brand that a page's title is, or its icon belongs to, where the host is not the brand's. */
export function brandTitle(signals: Signals, host: string): string | null {
  const title = tidy(signals.title)
  const ends = signals.title.split(/\s[-–—|·:]\s/).map(tidy)
  const all = [title, ends.length > 1 ? (ends.at(-1) ?? '') : '']
  const brand = BRANDS.find(({ titles }) => all.some((one) => one.length <= 60 && titles.test(one)))
  return brand === undefined || isOf(brand, host) ? null : brand.name
}

/** The brand whose icon a page shows. */
export function brandIcon({ iconHost }: Signals, host: string): string | null {
  const brand = iconHost === '' ? undefined : BRANDS.find((one) => isOf(one, iconHost))
  return brand === undefined || isOf(brand, host) ? null : brand.name
}

/** The brand at whose address a page says that it lives. */
export function brandClaims({ claims }: Signals, host: string): string | null {
  const brand = BRANDS.find((one) => claims.some((claim) => isOf(one, claim)))
  return brand === undefined || isOf(brand, host) ? null : brand.name
}

/** Whole title and icon together, or a claim: a page that wants to be taken for another. */
export const brandElsewhere = (signals: Signals, host: string): string | null => {
  const title = brandTitle(signals, host)
  return title !== null && (title === brandIcon(signals, host) || signals.title.length <= 40) ? title : null
}

/** Names that are nobody else's. */
const OWN_NAMES =
  /^(?:google|gmail|googlemail|microsoft|microsoftonline|office365|onedrive|sharepoint|icloud|appleid|schoology|khanacademy|discord|discordapp)/
/** Another's whole name before one's own: `accounts.google.com.example.test`. */
const OTHERS_BEFORE = /(?:^|\.)(google|microsoft|microsoftonline|office|live|apple|icloud|discord)\.com\./

/** A site whose name begins as a brand's, read through look-alikes: `google-login.example`, `micros0ft.example`. */
export function brandInHost(host: string): string | null {
  const site = mainLabel(host)
  const plain = site.replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('rn', 'm').replaceAll('vv', 'w')
  const name =
    OTHERS_BEFORE.exec(host)?.[1] ??
    [site, plain]
      .flatMap((label) => [label, ...label.split('-')])
      .map((part) => OWN_NAMES.exec(part)?.[0])
      .find((found) => found !== undefined)
  const brand =
    name === undefined ? undefined : BRANDS.find(({ sites }) => sites.test(name) || name.startsWith('google'))
  return brand === undefined || isOf(brand, host) ? null : brand.name
}
