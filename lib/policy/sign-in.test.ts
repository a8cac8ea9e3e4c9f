import { describe, expect, it } from 'vitest'
import { readDomain } from './hosts.ts'
import { directoryOf, lacksDirectory } from './sign-in.ts'

const ID = '456ff232-3512-4123-b3b3-3236a0826f3d'

describe('the Microsoft directory among the sign-in domains', () => {
  it('can be written there, in any case', () => {
    expect(readDomain(ID.toUpperCase())).toEqual({ ok: true, value: ID })
    expect(readDomain('hill.sch.uk')).toEqual({ ok: true, value: 'hill.sch.uk' })
    expect(readDomain('456ff232-3512').ok).toBe(false)
  })

  it('is found, and missed only where accounts are restricted at all', () => {
    expect(directoryOf(['hill.sch.uk', ID])).toBe(ID)
    expect(lacksDirectory(['hill.sch.uk', ID])).toBe(false)
    expect(lacksDirectory(['hill.sch.uk'])).toBe(true)
    expect(lacksDirectory([])).toBe(false)
  })

  it('is not missed where nobody may sign in: that name is no school’s', () => {
    expect(lacksDirectory(['sign-in.invalid'])).toBe(false)
  })
})
