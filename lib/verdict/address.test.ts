import { describe, expect, test } from 'vitest'
import { canonical, canonicalHost, isUnder, lineage, looksLikeWeb, otherSpellings } from './address.ts'

describe('hosts', () => {
  test.for([
    ['http://BLOCKED.Test/', 'blocked.test'],
    ['http://blocked.test./', 'blocked.test'],
    ['http://blocked.test.../', 'blocked.test'],
    ['http://school.test:x@blocked.test/', 'blocked.test'],
    ['http://blocked.test:8080/', 'blocked.test'],
    ['http://bl%6fcked.test/', 'blocked.test'],
    ['http://blocked。test/', 'blocked.test'],
    ['http://ｂｌｏｃｋｅｄ.test/', 'blocked.test'],
    ['http:\\\\blocked.test\\path', 'blocked.test'],
    ['http://blоcked.test/', 'xn--blcked-xqf.test'],
    ['http://bücher.test/', 'xn--bcher-kva.test'],
    ['http://2130706433/', '127.0.0.1'],
    ['http://0x7f.1/', '127.0.0.1'],
    ['http://0177.0.0.1/', '127.0.0.1'],
    ['http://127.1/', '127.0.0.1'],
    ['http://127.0.0.1./', '127.0.0.1'],
    ['http://0x7f.1../', '127.0.0.1'],
    ['http://[::ffff:127.0.0.1]/', '127.0.0.1'],
    ['http://[0:0:0:0:0:ffff:7f00:1]/', '127.0.0.1'],
    ['http://[64:ff9b::192.0.2.1]/', '192.0.2.1'],
    ['http://[::1]/', '[::1]'],
    ['http://[2001:DB8::1]/', '[2001:db8::1]'],
    ['http://./', '.'],
    ['ws://blocked.test/socket', 'blocked.test'],
    ['wss://blocked.test/socket', 'blocked.test'],
    ['view-source:http://blocked.test/', 'blocked.test'],
    ['view-source:view-source:http://blocked.test/', 'blocked.test'],
    ['blob:https://blocked.test/5f1c', 'blocked.test'],
    ['view-source:blob:https://blocked.test/5f1c', 'blocked.test'],
    ['filesystem:https://blocked.test/temporary/x', 'blocked.test'],
  ] as const)('%s is on %s', ([url, host]) => {
    expect(canonical(url)?.host).toBe(host)
  })

  test.for([
    'about:blank',
    'about:srcdoc',
    'data:text/html,hello',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'chrome://settings',
    'chrome-extension://abcdefghijklmnopabcdefghijklmnop/blocked.html',
    'blob:null/5f1c',
    'devtools://devtools/bundled/inspector.html',
    'mailto:a@blocked.test',
    'blocked.test',
    '',
  ])('%s is no web address', (url) => {
    expect(canonical(url)).toBeNull()
    expect(looksLikeWeb(url)).toBe(false)
  })

  test.for(['http://', 'https://%zz/', ' \tHTTP://[::', 'blob:https://', 'view-source:http://a b/'])(
    '%s asks for a web address that cannot be read',
    (url) => {
      expect(canonical(url)).toBeNull()
      expect(looksLikeWeb(url)).toBe(true)
    },
  )

  test('credentials and a default port are gone, the rest stays as written', () => {
    const address = canonical('https://User:pw@School.Test.:443/A//B?q=X#Y')
    expect(address?.href).toBe('https://school.test/A//B?q=X#Y')
    expect(canonical('http://school.test:8080/')?.href).toBe('http://school.test:8080/')
    expect(canonical('blob:https://school.test/5f1c?x#y')?.href).toBe('https://school.test/')
  })

  test('what administrators write', () => {
    expect(canonicalHost('School.Test.')).toBe('school.test')
    expect(canonicalHost('[::ffff:10.0.0.1]')).toBe('10.0.0.1')
    for (const wrong of ['', 'a b', 'school.test/path', 'school.test:8080', 'user@school.test', 'a?b'])
      expect(canonicalHost(wrong), wrong).toBeNull()
  })
})

describe('paths', () => {
  test.for([
    ['/GAMES', '/games'],
    ['//games', '/games'],
    ['/a///games//x', '/a/games/x'],
    ['/%67ames', '/games'],
    ['/%47AMES', '/games'],
    ['/%%36%37ames', '/games'],
    ['/x/../games', '/games'],
    ['/x/%2e%2e/games', '/games'],
    ['/x/%%32e%%32e/games', '/games'],
    ['/./games/.', '/games/'],
    ['/%7Eme', '/~me'],
    ['/caf%C3%A9', '/caf%c3%a9'],
    ['/a%2fb', '/a%2fb'],
    ['/a%20b', '/a%20b'],
    ['/%2567ames', '/%2567ames'],
    ['/..', '/'],
  ] as const)('%s is judged as %s', ([path, judged]) => {
    expect(canonical(`http://school.test${path}`)?.path).toBe(judged)
  })

  test.for([
    ['/games', '/games'],
    ['/%2567ames', '/games'],
    ['/%252567ames', '/games'],
    ['/games%2fplay', '/games/play'],
    ['/x%2f..%2fgames', '/games'],
    ['/x%5c..%5cgames', '/games'],
    ['/games;v=1/play', '/games/play'],
    ['/a%20b', '/a%20b'],
  ] as const)('%s may reach %s', ([path, reached]) => {
    expect(canonical(`http://school.test${path}`)?.loosePath).toBe(reached)
  })
})

test('whole labels only, and an IP address has no parents', () => {
  expect(isUnder('a.blocked.test', 'blocked.test')).toBe(true)
  expect(isUnder('blocked.test', 'blocked.test')).toBe(true)
  expect(isUnder('notblocked.test', 'blocked.test')).toBe(false)
  expect(isUnder('blocked.test.evil.test', 'blocked.test')).toBe(false)
  expect(isUnder('127.0.0.1', '0.0.1')).toBe(false)
  expect(isUnder('127.0.0.1', '127.0.0.1')).toBe(true)
  expect(lineage('a.b.test')).toEqual(['a.b.test', 'b.test', 'test'])
  expect(lineage('127.0.0.1')).toEqual(['127.0.0.1'])
})

test('the other spellings of a host all come back to it', () => {
  for (const ip of ['127.0.0.1', '10.20.30.40', '255.255.255.255', '0.1.0.1']) {
    const spellings = otherSpellings(ip)
    expect(spellings).toHaveLength(2)
    for (const spelling of spellings) expect(canonical(`http://${spelling}/`)?.host).toBe(ip)
  }
  expect(otherSpellings('school.test')).toEqual([])
  expect(otherSpellings('[::1]')).toEqual([])
})
