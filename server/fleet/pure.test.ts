/** What is old, when somebody is written to, and what a file of expected devices says: pure, each sentence by itself. */
import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../lib/time/zone.ts'
import type { Standing } from '../staff/standing.ts'
import { alertsOf, NOTHING_TOLD } from './alerts.ts'
import { readExpectedFile } from './expected-file.ts'
import { compareVersions, newestBrowsers, outdated } from './versions.ts'

describe('outdated', () => {
  const on = (browser: string, extension = '1.2.0') => ({ browser, extension })
  const fleetOf = (...browsers: string[]) => newestBrowsers(browsers.map((one) => on(one)))

  it('is a Kerb older than the server’s, number by number', () => {
    expect(outdated(on('Chrome 156', '1.9.0'), '1.10.0', new Map())).toEqual(['kerb'])
    expect(outdated(on('Chrome 156', '1.10.0'), '1.10.0', new Map())).toEqual([])
    expect(outdated(on('Chrome 156', '2.0'), '1.10.0', new Map())).toEqual([])
    expect(outdated(on('Chrome 156', 'made up'), '1.10.0', new Map())).toEqual(['kerb'])
    expect(compareVersions('1.2', '1.2.0')).toBe(0)
  })

  it('is a browser two versions behind what several devices have, its own kind only', () => {
    const newest = fleetOf('Chrome 156', 'Chrome 156', 'Chrome 156', 'Chrome 153', 'Edge 120')
    expect(outdated(on('Chrome 154'), '1.2.0', newest)).toEqual(['browser'])
    expect(outdated(on('Chrome 155'), '1.2.0', newest)).toEqual([])
    expect(outdated(on('Edge 120'), '1.2.0', newest)).toEqual([])
    expect(outdated(on(''), '1.2.0', newest)).toEqual([])
  })

  it('is nobody because one device says that it is far ahead', () => {
    const newest = fleetOf('Chrome 99999', 'Chrome 156', 'Chrome 156', 'Chrome 156')
    expect(outdated(on('Chrome 156'), '1.2.0', newest)).toEqual([])
    expect(outdated(on('Chrome 156', '1.2.0'), '1.2.0', fleetOf('Chrome 156'))).toEqual([])
  })
})

describe('mails', () => {
  const NOW = Date.UTC(2026, 10, 24, 10)
  const TUESDAY = { weekday: 2, minute: 10 * 60 }
  const standings = (of: Partial<Record<Standing['is'], number>>) =>
    new Map(
      Object.entries(of)
        .flatMap(([is, count]) => Array.from({ length: count }, () => is as Standing['is']))
        .map((is, id) => [id, { is, whys: [] }] as const),
    )

  it('are one for a device that is tampered with, and no second while it stays so', () => {
    const first = alertsOf(standings({ tampered: 1, enforcing: 9 }), NOTHING_TOLD, NOW, TUESDAY)
    expect(first.mails).toEqual(['device-tampered'])
    const later = alertsOf(standings({ tampered: 1, enforcing: 9 }), first.told, NOW + DAY, TUESDAY)
    expect(later.mails).toEqual([])
  })

  it('come again for another device, and for one that was well meanwhile, but not within hours', () => {
    const { told } = alertsOf(standings({ tampered: 1 }), NOTHING_TOLD, NOW, TUESDAY)
    const two = standings({ tampered: 2 })
    expect(alertsOf(two, told, NOW + HOUR, TUESDAY).mails).toEqual([])
    // It was held back, and is told later.
    const { told: kept } = alertsOf(two, told, NOW + HOUR, TUESDAY)
    expect(alertsOf(two, kept, NOW + 7 * HOUR, TUESDAY).mails).toEqual(['device-tampered'])
    const { told: well } = alertsOf(standings({ enforcing: 1 }), told, NOW + HOUR, TUESDAY)
    expect(alertsOf(standings({ tampered: 1 }), well, NOW + 7 * HOUR, TUESDAY).mails).toEqual([
      'device-tampered',
    ])
  })

  it.each([
    ['by night', { weekday: 2, minute: 6 * 60 + 59 }],
    ['in the evening', { weekday: 2, minute: 18 * 60 }],
    ['on a Saturday', { weekday: 6, minute: 10 * 60 }],
  ])('wait %s, and come in the morning', (_when, local) => {
    const night = alertsOf(standings({ tampered: 1, silent: 9 }), NOTHING_TOLD, NOW, local)
    expect(night.mails).toEqual([])
    expect(alertsOf(standings({ tampered: 1, silent: 9 }), night.told, NOW + HOUR, TUESDAY).mails).toEqual([
      'device-tampered',
      'many-silent',
    ])
  })

  it('are one for many that are silent for a quarter of an hour, and another only after they spoke', () => {
    const many = standings({ silent: 20, enforcing: 80 })
    const first = alertsOf(many, NOTHING_TOLD, NOW, TUESDAY)
    expect(first.mails).toEqual([])
    const second = alertsOf(many, first.told, NOW + 15 * MINUTE, TUESDAY)
    expect(second.mails).toEqual(['many-silent'])
    expect(alertsOf(many, second.told, NOW + 8 * HOUR, TUESDAY).mails).toEqual([])
    const spoke = alertsOf(standings({ enforcing: 100 }), second.told, NOW + 8 * HOUR, TUESDAY)
    const again = alertsOf(many, spoke.told, NOW + 9 * HOUR, TUESDAY)
    expect(alertsOf(many, again.told, NOW + 10 * HOUR, TUESDAY).mails).toEqual(['many-silent'])
  })

  it('are none for a few silent devices, or for a school that is off', () => {
    const told = { ...NOTHING_TOLD, silentSince: NOW - HOUR }
    for (const of of [{ silent: 4 }, { silent: 19, enforcing: 81 }, { 'not-seen': 100 }])
      expect(alertsOf(standings(of), told, NOW, TUESDAY).mails).toEqual([])
  })
})

describe('a file of expected devices', () => {
  it('is read by its columns, whatever else stands in it, with any of the usual delimiters', () => {
    for (const delimiter of [',', ';', '\t']) {
      const text = `\uFEFF${['Serial number', 'Annotated asset ID', 'Directory API ID'].join(delimiter)}\r\n${['S1', '"A 1"', 'd-1'].join(delimiter)}\r\n${['S2', '', 'd-2'].join(delimiter)}\r\n`
      expect(readExpectedFile(text)).toMatchObject({
        rows: 2,
        devices: [
          { kind: 'asset', value: 'A 1' },
          { kind: 'directory', value: 'd-1' },
          { kind: 'directory', value: 'd-2' },
        ],
        problems: [],
      })
    }
  })

  it('names lines that say nothing, and takes a device once', () => {
    const read = readExpectedFile(`asset tag,owner\nA1,x\n,y\nA1,z\n${'x'.repeat(201)},w\n"A\u0007",v\n`)
    expect(read.devices).toEqual([{ kind: 'asset', value: 'A1' }])
    expect(read.problems.map(({ line }) => line)).toEqual([3, 5, 6])
  })

  it.each([
    ['without a column that is known', 'serial number,owner\nS1,x\n'],
    ['that is no CSV', 'asset id\n"never closed'],
    ['that is empty', '\n'],
    ['of more lines than a school has devices', `asset id\n${'x\n'.repeat(20_001)}`],
  ])('is refused %s', (_what, text) => {
    expect(() => readExpectedFile(text)).toThrow(expect.objectContaining({ status: 422 }))
  })
})
