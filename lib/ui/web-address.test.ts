import { expect, it } from 'vitest'
import { stoppedAddress } from './web-address.ts'

const from = (u: string): string | undefined => stoppedAddress(`?u=${encodeURIComponent(u)}`)

it.each(['https://games.test/a?b=c#d', 'http://games.test/', 'https://xn--nxasmq6b.test/'])(
  'takes %s',
  (url) => expect(from(url)).toBe(url),
)

it.each([
  'javascript:alert(1)',
  ' JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'blob:https://a.test/1',
  'file:///etc/passwd',
  'chrome-extension://abcdefghijklmnopabcdefghijklmnop/settings.html',
  'chrome://settings',
  'about:blank',
  'view-source:https://a.test/',
  '//a.test/',
  'a.test',
  '',
])('refuses %j', (url) => expect(from(url)).toBeUndefined())

it('has nothing when there is no parameter', () => expect(stoppedAddress('')).toBeUndefined())
