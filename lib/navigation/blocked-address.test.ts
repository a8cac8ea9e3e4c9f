import { describe, expect, it } from 'vitest'
import { blockedAddress, stoppedAddress } from './blocked-address.ts'
import { GOOD, PAGE } from './testing.ts'

describe('the blocked page’s address', () => {
  it('carries the stopped address without credentials and gives it back', () => {
    const address = blockedAddress(PAGE, 'https://me:secret@bad.test/a?b=c&d#e')
    expect(address).not.toContain('secret')
    expect(stoppedAddress(PAGE, address)).toBe('https://bad.test/a?b=c&d#e')
    expect(stoppedAddress(PAGE, `${GOOD}?u=x`)).toBeNull()
  })

  it('carries of a page that was written into its address only that it is one', () => {
    const address = blockedAddress(PAGE, `data:text/html;base64,${'A'.repeat(100_000)}`)
    expect(stoppedAddress(PAGE, address)).toBe('data:text/html;base64,')
  })
})
