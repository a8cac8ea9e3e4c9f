/**
 * Well-known public lists that a school may add; none is fetched before somebody does. Licences and addresses are those
 * that their publishers name; whoever adds one sees both. Numbers are what was counted when the preset was written.
 */
import type { ListPreset } from '../../lib/protocol/list-sources.ts'
import type { CategoryId } from '../../lib/policy/categories.ts'
import type { Database } from '../db/open.ts'

type Preset = Omit<ListPreset, 'added'>
type Line = readonly [group: string, ...categories: CategoryId[]]

const mapping = (...lines: readonly Line[]): Preset['mapping'] =>
  lines.map(([group, ...categories]) => ({ group, categories }))

const SHADOW = 'https://raw.githubusercontent.com/ShadowWhisperer/BlockLists/master/Lists/'

const shadow = (file: string, category: CategoryId, names: number, about: string): Preset => ({
  id: `shadowwhisperer-${file.toLowerCase()}`,
  name: `ShadowWhisperer: ${file}`,
  publisher: 'ShadowWhisperer',
  about,
  licence: 'Unlicense',
  licenceAddress: 'https://github.com/ShadowWhisperer/BlockLists/blob/master/LICENSE',
  home: 'https://github.com/ShadowWhisperer/BlockLists',
  address: `${SHADOW}${file}`,
  format: 'auto',
  mapping: mapping(['', category]),
  schedule: 'daily',
  names,
})

const HAGEZI = 'https://raw.githubusercontent.com/hagezi/dns-blocklists/main/domains/'

const hagezi = (file: string, category: CategoryId, names: number, about: string): Preset => ({
  id: `hagezi-${file.replaceAll('.', '-')}`,
  name: `HaGeZi: ${file}`,
  publisher: 'Gerd Neumann (HaGeZi)',
  about,
  licence: 'GPL-3.0',
  licenceAddress: 'https://github.com/hagezi/dns-blocklists/blob/main/LICENSE',
  home: 'https://github.com/hagezi/dns-blocklists',
  address: `${HAGEZI}${file}.txt`,
  format: 'plain',
  mapping: mapping(['', category]),
  schedule: 'daily',
  names,
})

const SINFONIETTA = 'https://raw.githubusercontent.com/Sinfonietta/hostfiles/master/'

const sinfonietta = (file: string, category: CategoryId, names: number): Preset => ({
  id: `sinfonietta-${file}`,
  name: `Sinfonietta: ${file}`,
  publisher: 'Sinfonietta',
  about: 'A hosts file kept by one person; small, and of few mistakes.',
  licence: 'MIT',
  licenceAddress: 'https://github.com/Sinfonietta/hostfiles/blob/master/LICENSE',
  home: 'https://github.com/Sinfonietta/hostfiles',
  address: `${SINFONIETTA}${file}`,
  format: 'hosts',
  mapping: mapping(['', category]),
  schedule: 'weekly',
  names,
})

export const PRESETS: readonly Preset[] = [
  shadow('Adult', 'adult', 219_000, 'Pornography. The best of the lists that anybody may pass on.'),
  shadow('Gambling', 'gambling', 5_000, 'Betting and casinos.'),
  shadow('Dating', 'dating', 3_000, 'Dating and meeting strangers.'),
  shadow(
    'Chat',
    'chat',
    1_000,
    'Messaging. Schools that use Teams or Slack should look at the comparison first.',
  ),
  shadow('Malware', 'malware', 60_000, 'Sites that spread malware.'),
  shadow('Scam', 'malware', 30_000, 'False shops, phishing and scams.'),
  shadow('Shock', 'violence', 100, 'Gore and shock sites.'),
  shadow('Remote', 'remote-control', 1_000, 'Remote control of computers.'),
  shadow('UrlShortener', 'url-shortener', 8_000, 'Link shorteners.'),
  shadow('Cryptocurrency', 'crypto', 2_000, 'Trading and mining.'),
  {
    id: 'v2fly',
    name: 'v2fly domain list',
    publisher: 'Project V community',
    about:
      'Services with their hosts: social networks, games, streaming. Good at naming all hosts of a service.',
    licence: 'MIT',
    licenceAddress: 'https://github.com/v2fly/domain-list-community/blob/master/LICENSE',
    home: 'https://github.com/v2fly/domain-list-community',
    address: 'https://github.com/v2fly/domain-list-community/archive/refs/heads/master.tar.gz',
    format: 'v2fly',
    mapping: mapping(
      ['category-porn', 'adult'],
      ['category-games', 'games'],
      ['category-social-media-!cn', 'social'],
      ['category-vpnservices', 'proxy-vpn'],
      ['category-anticensorship', 'proxy-vpn'],
      ['category-ads-all', 'ads'],
    ),
    schedule: 'weekly',
    names: 30_000,
  },
  {
    id: 'ut1',
    name: 'UT1 (Université Toulouse Capitole)',
    publisher: 'Université Toulouse Capitole',
    about:
      'The largest public list: millions of names in some sixty folders. Careful with its smaller folders.',
    licence: 'CC BY-SA 4.0',
    licenceAddress: 'https://creativecommons.org/licenses/by-sa/4.0/',
    home: 'https://dsi.ut-capitole.fr/blacklists/index_en.php',
    address: 'https://dsi.ut-capitole.fr/blacklists/download/blacklists.tar.gz',
    format: 'squidguard',
    mapping: mapping(
      ['adult', 'adult'],
      ['mixed_adult', 'adult-mixed'],
      ['lingerie', 'nudity-lingerie'],
      ['gambling', 'gambling'],
      ['dating', 'dating'],
      ['agressif', 'violence'],
      ['drogue', 'drugs'],
      ['warez', 'piracy'],
      ['phishing', 'malware'],
      ['malware', 'malware'],
      ['vpn', 'proxy-vpn'],
      ['redirector', 'proxy-vpn'],
      ['strict_redirector', 'proxy-vpn'],
      ['doh', 'proxy-vpn'],
      ['remote-control', 'remote-control'],
      ['shortener', 'url-shortener'],
      ['games', 'games'],
      ['social_networks', 'social'],
      ['cryptojacking', 'malware'],
      ['hacking', 'hacking'],
    ),
    schedule: 'daily',
    names: 5_500_000,
  },
  hagezi('doh-vpn-proxy-bypass', 'proxy-vpn', 15_000, 'Ways round a filter: VPNs, proxies, resolvers, Tor.'),
  hagezi('nosafesearch', 'unsafe-search', 200, 'Search engines that cannot be made safe.'),
  hagezi('tif', 'malware', 600_000, 'Malware, phishing and scams, gathered from many feeds.'),
  sinfonietta('pornography-hosts', 'adult', 40_000),
  sinfonietta('gambling-hosts', 'gambling', 2_600),
  sinfonietta('social-hosts', 'social', 2_000),
  sinfonietta('snuff-hosts', 'violence', 100),
  {
    id: 'stevenblack-porn',
    name: 'StevenBlack: porn only',
    publisher: 'Steven Black',
    about: 'A hosts file put together from several others.',
    licence: 'MIT',
    licenceAddress: 'https://github.com/StevenBlack/hosts/blob/master/license.txt',
    home: 'https://github.com/StevenBlack/hosts',
    address: 'https://raw.githubusercontent.com/StevenBlack/hosts/master/alternates/porn-only/hosts',
    format: 'hosts',
    mapping: mapping(['', 'adult']),
    schedule: 'weekly',
    names: 77_000,
  },
  {
    id: 'easylist',
    name: 'EasyList',
    publisher: 'The EasyList authors',
    about: 'Adverts. Only its rules for whole hosts are used here.',
    licence: 'GPL-3.0 or CC BY-SA 3.0',
    licenceAddress: 'https://easylist.to/pages/licence.html',
    home: 'https://easylist.to',
    address: 'https://easylist.to/easylist/easylist.txt',
    format: 'adblock',
    mapping: mapping(['', 'ads']),
    schedule: 'daily',
    names: 50_000,
  },
]

/** All of them, and which are sources here already. */
export async function presetsFor(db: Database): Promise<ListPreset[]> {
  const rows = await db.selectFrom('list_sources').select('preset').where('preset', 'is not', null).execute()
  const added = new Set(rows.map(({ preset }) => preset))
  return PRESETS.map((preset) => ({ ...preset, added: added.has(preset.id) }))
}
