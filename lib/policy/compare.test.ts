import { describe, expect, test } from 'vitest'
import { comparePolicies, describeChange } from './compare.ts'
import { group, raw, type Raw } from '../../tests/fixtures/sample-policies.ts'

describe('the difference between two policies', () => {
  const lines = (change: (document: Raw) => void): string[] => {
    const after = raw()
    change(after)
    return comparePolicies(raw(), after).map(describeChange)
  }
  test('none', () => {
    expect(
      lines((d) => {
        d.version.number = 2
        d.issuedAt += 1
      }),
    ).toEqual([])
  })
  test.each<[string, (document: Raw) => void]>([
    ['~ year-9, category games: block → warn (looser)', (d) => void (group(d).categories.games = 'warn')],
    [
      '~ guest, unknown hosts: warn → block (stricter)',
      (d) => void (group(d, 'guest').unknownHosts = 'block'),
    ],
    [
      '~ guest, agreement: not asked for → the adult’s text, until then set-work (stricter)',
      (d) =>
        void (group(d, 'guest').agreement = { text: 'adult', parent: false, until: 'set-work', open: [] }),
    ],
    ['~ school years start: 09-01 → 08-15', (d) => void (d.agreementYearStarts = '08-15')],
    ['~ looks at the record, as pupils are shown them: role → hidden', (d) => void (d.looksShown = 'hidden')],
    ['~ staff, YouTube: off → moderate (stricter)', (d) => void (group(d, 'staff').youtube = 'moderate')],
    [
      '- year-9, block www.reddit.com/r/teenagers: clause strangers (looser)',
      (d) => void group(d).entries.pop(),
    ],
    [
      '+ guest, allow =a.example (looser)',
      (d) => void group(d, 'guest').entries.push({ kind: 'host', host: 'a.example', action: 'allow' }),
    ],
    [
      '- year-9, period 3: evening, Mon-Sun 16:00-21:00, away: games=warn',
      (d) => void group(d).timetable.pop(),
    ],
    [
      '~ person pupil9@greenfield.example: year-9 → staff',
      (d) => void (d.people['pupil9@greenfield.example'] = 'staff'),
    ],
    [
      '- suspension suspension-1: pupil9b@greenfield.example, 2026-11-20T08:00Z to 2026-11-23T08:00Z: Agreed with home after repeated games in lessons; open: www.bbc.co.uk (looser)',
      (d) => void (d.suspensions = []),
    ],
  ])('%s', (line, change) => {
    expect(lines(change)).toEqual([line])
  })
  test('a new group is described without its usual categories', () => {
    const added = lines((d) => {
      d.groups['year-7'] = group(d)
    })
    expect(added).toContain('+ group year-7')
    expect(added.filter((line) => line.includes('category'))).toEqual([
      '+ year-7, category ai-assistant: block',
    ])
  })
})
