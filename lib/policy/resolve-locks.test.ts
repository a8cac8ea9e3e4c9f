/** What managed configuration locks, no server document changes. */
import { EXAMPLE_VALUES } from '../../.ci/policy-docs/example.ts'
import { describe, expect, test } from 'vitest'
import { looser } from '../../tests/fixtures/looser.ts'
import { parseManaged } from './managed.ts'
import { resolve } from './resolve.ts'
import { entries, managed, pupil, server } from '../../tests/fixtures/sample-policies.ts'

describe('locked keys', () => {
  const lock = (values: Record<string, unknown>, document = server()) =>
    resolve({ managed: managed(values), server: document }, pupil, 'on-site')

  test('single values win', () => {
    expect(
      lock({
        locked: ['youtube', 'unknownHosts', 'schoolName', 'timeZone'],
        unknownHosts: 'warn',
        timeZone: 'Europe/Paris',
        schoolName: 'Trust',
      }),
    ).toMatchObject({
      youtube: 'strict',
      unknownHosts: 'warn',
      timeZone: 'Europe/Paris',
      school: { name: 'Trust' },
    })
  })

  test('a locked key without a value locks nothing', () => {
    const { config } = parseManaged({
      ...EXAMPLE_VALUES,
      keysSet: [],
      group: '',
      locked: 'unknownHosts',
      unknownHosts: '',
    })
    expect(
      resolve({ managed: config, server: server() }, { person: 'pupil3@greenfield.example' }, 'away')
        .unknownHosts,
    ).toBe('block')
  })

  test('a locked category is not loosened by a period of the server', () => {
    const policy = lock({ locked: 'categoryActions', categoryActions: 'games: block' })
    expect(policy.timetable.find((one) => one.name === 'lunch')?.categories).toEqual({
      games: 'block',
      music: 'allow',
    })
  })

  test('a locked block cannot be opened by entry or unblock', () => {
    const values = {
      locked: 'blockEntries',
      blockEntries: ['greenfield.example/games', 'wallet.coinbase.com', 'scratch.mit.edu'],
    }
    const document = server((one) => {
      one.groups['year-9']!.entries.push(
        { kind: 'path', host: 'greenfield.example', path: '/G%61mes/chess', action: 'allow' },
        { kind: 'host', host: 'scratch.mit.edu', action: 'allow' },
        { kind: 'path', host: 'mit.edu', path: '/projects', action: 'allow' },
      )
    })
    const policy = lock(values, document)
    expect(entries(policy).filter((one) => one.startsWith('allow'))).toEqual(['allow greenfield.example'])
    expect(entries(policy)).toEqual(
      expect.arrayContaining(['block greenfield.example/games', 'block scratch.mit.edu']),
    )
    expect(policy.unblocks).toEqual([])
  })

  test('a locked opening wins over a block of the same place only', () => {
    const values = { locked: 'allowEntries', allowEntries: ['=www.coolmathgames.com', 'reddit.com'] }
    expect(entries(lock(values))).toEqual([
      'allow greenfield.example',
      'block www.reddit.com/r/teenagers',
      'allow =www.coolmathgames.com',
      'allow reddit.com',
    ])
  })

  test('locking protective keys to what the server says, or stricter, never loosens', () => {
    const values = {
      locked: ['blockEntries', 'safeSearch', 'youtube', 'unknownHosts', 'signInDomains'],
      unknownHosts: 'block',
    }
    expect(
      looser(resolve({ managed: null, server: server() }, pupil, 'on-site'), lock(values)).filter(
        (one) => !one.startsWith('needed'),
      ),
    ).toEqual([])
  })
})
