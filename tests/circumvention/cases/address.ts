/** Another spelling of a closed address, and numbers for names. */
import type { Case } from '../case.ts'
import { neverLoads, staysOpen } from '../hands.ts'
import type { Stage } from '../stage.ts'

const RULES = 'One canonical address before every verdict; the browser’s rules name the host'

const spelling = (
  name: string,
  tries: string,
  url: string,
  host = 'blocked.test',
  holds = RULES,
): Case<Stage> => ({
  name,
  technique: 'another spelling',
  tries,
  holds,
  run: (stage) => neverLoads(stage, url, host),
})

const number = (name: string, tries: string, ...forms: string[]): Case<Stage> => ({
  name,
  technique: 'a number for a name',
  tries,
  holds: 'An entry for the address; every way to write it is one',
  run: async (stage) => {
    for (const form of forms)
      await neverLoads(stage, `http://${form}:${stage.web.http}/`, new URL(`http://${form}/`).hostname)
  },
})

/** A path of a permitted site: the site stays, the path does not load. */
const path = (name: string, tries: string, address: string): Case<Stage> => ({
  name,
  technique: 'another spelling',
  tries,
  holds: 'Paths are compared without case, doubled slashes and dot segments',
  run: async (stage) => {
    await staysOpen(stage, `http://school.test/${name}`)
    await neverLoads(stage, `http://${name}.school.test${address}`, `${name}.school.test`)
  },
})

export const ADDRESS: readonly Case<Stage>[] = [
  spelling('url-case', 'The host in capitals', 'http://BLOCKED.Test/case'),
  spelling('url-trailing-dot', 'A dot after the host', 'http://blocked.test./dot'),
  spelling('url-userinfo', 'A permitted name before an @', 'http://school.test:x@blocked.test/user'),
  spelling('url-port', 'Another port', 'http://blocked.test:8080/port'),
  spelling('url-pct-host', 'A letter of the host in percent', 'http://bl%6fcked.test/pct'),
  spelling('url-ideographic-dot', 'An ideographic full stop', 'http://blocked。test/dot'),
  spelling('url-backslash', 'Backslashes', 'http:\\\\blocked.test\\path'),
  spelling('url-query-decoy', 'A permitted name in the query', 'http://blocked.test/?u=school.test'),
  spelling('url-subdomain', 'A name below the host', 'http://sub.blocked.test/'),
  path('url-double-slash', 'A doubled slash before a closed path', '//games'),
  path('url-dot-seg', 'Dot segments before a closed path', '/x/../games'),
  path('url-case-path', 'A closed path in capitals', '/GAMES'),
  {
    name: 'url-homograph',
    technique: 'another spelling',
    tries: 'A Cyrillic letter in a closed name',
    holds: 'A host whose look-alike is closed is judged as that',
    run: (stage) => neverLoads(stage, 'http://blоcked.test/', new URL('http://blоcked.test/').hostname),
  },
  {
    name: 'url-suffix-decoy',
    technique: 'another spelling',
    tries: 'A permitted name at the front of a closed one, or within another',
    holds: 'Names match at their dots',
    run: async (stage) => {
      await neverLoads(stage, 'http://school.test.blocked.test/', 'blocked.test')
      // A path that is closed on school.test is open on a name that only ends like it: it is another site.
      await staysOpen(stage, 'http://notschool.test/games')
    },
  },
  {
    name: 'url-siblings',
    technique: 'ordinary use',
    tries: 'A name that only ends like a closed one',
    holds: 'Names match at their dots',
    run: async (stage) => void (await staysOpen(stage, 'http://notblocked.test/')),
  },
  number('ip-dotted', 'An address in place of a name', '127.0.0.1'),
  number('ip-decimal', 'The address as one number', '2130706433'),
  number('ip-hex-octal', 'The address in hexadecimal, octal and short', '0x7f.1', '0177.0.0.1', '127.1'),
  number('ip-v6', 'An IPv6 address, and IPv4 within one', '[::1]', '[::ffff:127.0.0.1]'),
  {
    name: 'ip-wildcard-dns',
    technique: 'a number for a name',
    tries: 'A name that holds a closed address: 127-0-0-1.nip.io',
    holds: 'Addresses within names are judged as what they carry',
    run: async (stage) => {
      await neverLoads(stage, 'http://127-0-0-1.nip.io/', '127-0-0-1.nip.io')
      await neverLoads(stage, 'http://app.127.0.0.1.sslip.io/', 'app.127.0.0.1.sslip.io')
    },
  },
]
