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
})
