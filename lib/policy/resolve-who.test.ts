/** Whose policy it is: person, group, and what is said of both. */
import { describe, expect, test } from 'vitest'
import { placeInGroup } from './place-in-group.ts'
import { resolve } from './resolve.ts'
import { managed, pupil, server } from '../../tests/fixtures/sample-policies.ts'

describe('who', () => {
  const of = (who: Parameters<typeof resolve>[1], values = {}) =>
    resolve({ managed: managed(values), server: server() }, who, 'away').group
  test('managed group, then the person’s rule, then the default', () => {
    expect(of(pupil, { group: 'staff' })).toBe('staff')
    expect(of({ person: 'PUPIL9@Greenfield.Example' })).toBe('year-9')
    expect(of({ person: 'stranger@elsewhere.example' })).toBe('guest')
    expect(of({})).toBe('guest')
    expect(of({ group: 'sixth-form' }, { group: 'staff' })).toBe('sixth-form')
  })

  test('a group that does not exist falls to the strictest there is, and that can be told', () => {
    expect(of(pupil, { group: 'year-99' })).toBe('year-3')
    const missing = resolve({ managed: managed({ group: 'year-99' }), server: server() }, pupil, 'away')
    expect(missing.missingGroup).toBe('year-99')
    expect(placeInGroup(server(), { group: 'constructor' })).toMatchObject({
      name: 'year-3',
      missing: 'constructor',
    })
    const empty = server((document) => {
      document.groups = {}
    })
    expect(resolve({ managed: null, server: empty }, {}, 'away')).toMatchObject({
      group: 'baseline',
      unknownHosts: 'block',
    })
  })

  test('a policy that withholds people places nobody by default: the strictest group holds', () => {
    const withheld = { ...server(), people: {}, suspensions: [], narrowed: 'withheld' as const }
    const policy = resolve({ managed: managed({}), server: withheld }, { person: 'a@b.example' }, 'away')
    expect(policy.group).toBe('year-3')
    expect(policy).not.toHaveProperty('missingGroup')
    const inYear9 = managed({ group: 'year-9' })
    expect(resolve({ managed: inYear9, server: withheld }, {}, 'away').group).toBe('year-9')
  })

  test('nor does one that speaks of another reader; one that speaks of nobody, or of this one, does', () => {
    const about = (people: Record<string, string>, suspended: string[] = []) => ({
      ...server(),
      people,
      suspensions: suspended.map((person) => ({ ...server().suspensions[0]!, person })),
      unblocks: [],
      narrowed: 'reader' as const,
    })
    const group = (document: ReturnType<typeof about>, person?: string) =>
      resolve({ managed: null, server: document }, person === undefined ? {} : { person }, 'away').group
    const amy = 'amy@greenfield.example'
    expect(group(about({ [amy]: 'year-9' }), amy)).toBe('year-9')
    expect(group(about({ [amy]: 'year-9' }), 'ben@greenfield.example')).toBe('year-3')
    expect(group(about({ [amy]: 'year-9' }))).toBe('year-3')
    expect(group(about({}, [amy]), 'ben@greenfield.example')).toBe('year-3')
    expect(group(about({}, [amy]), 'AMY@greenfield.example')).toBe('guest')
    expect(group(about({}), 'ben@greenfield.example')).toBe('guest')
  })

  test('unblocks and suspensions are those of this person and group', () => {
    const document = server((one) => {
      const first = one.unblocks[0]!
      one.unblocks.push(
        { ...first, id: 'hers', forGroup: undefined, forPerson: 'pupil9@greenfield.example' },
        { ...first, id: 'his', forGroup: undefined, forPerson: 'pupil9b@greenfield.example' },
        { ...first, id: 'both', forPerson: 'pupil9b@greenfield.example' },
        { ...first, id: 'nobody', forGroup: undefined },
      )
    })
    const ids = (person: string) => {
      const policy = resolve({ managed: null, server: document }, { person }, 'away')
      return [policy.unblocks.map((one) => one.id), policy.suspensions.map((one) => one.id)]
    }
    expect(ids('pupil9@greenfield.example')).toEqual([['unblock-economics', 'hers'], []])
    expect(ids('pupil9b@greenfield.example')).toEqual([
      ['unblock-economics', 'his', 'both'],
      ['suspension-1'],
    ])
    expect(ids('a.khan@greenfield.example')).toEqual([[], []])
  })
})
