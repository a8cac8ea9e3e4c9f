/** Uploads that nobody sends in good faith, or that went wrong on the way: a RosterError, in bounded time and memory. */
import { deflateRawSync } from 'node:zlib'
import { fc } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { budget, seed } from '../../tests/rig/budget.ts'
import { readRoster, type Upload } from './read.ts'
import { MOST_PROBLEMS, RosterError } from './roster.ts'
import { file, filesOf, ONEROSTER, TODAY, withRow, zipOf } from './testing.ts'

const MIB = 1024 * 1024
const read = (...uploads: Upload[]) => readRoster(uploads, TODAY)
const refused = async (...uploads: Upload[]): Promise<string> => {
  try {
    await read(...uploads)
  } catch (error) {
    if (!(error instanceof RosterError)) throw error
    return error.code
  }
  return 'read'
}
const list = (text: string | Uint8Array) => file('list.csv', text)

describe('what is no CSV', () => {
  it.each([
    ['nothing', '', 'empty'],
    ['a web page', '\n <!doctype html><title>Sign in</title>', 'not-csv'],
    ['NUL bytes', 'class,email\n9B,a\0@b.example\n', 'not-text'],
    ['UTF-16 without its mark', Buffer.from('class,email\n9B,a@b.example\n', 'utf16le'), 'not-text'],
    ['Latin-1', Buffer.from('class,email\n9\xc4,a@b.example\n', 'latin1'), 'encoding'],
    ['UTF-8 that is cut off', Buffer.from('class,email\n9Ä').subarray(0, -1), 'encoding'],
    [
      'half a UTF-16 letter',
      Buffer.concat([Buffer.from('\ufeffclass', 'utf16le'), Buffer.from('x')]),
      'encoding',
    ],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'not-csv'],
    ['a PDF', '%PDF-1.7\n', 'not-csv'],
    ['other columns', 'colour,shape\nred,round\n', 'columns'],
    [
      'a quote that is never closed',
      `class,email\n"9B,a@b.example\n${'9B,c@d.example\n'.repeat(10)}`,
      'broken',
    ],
    ['a line of ten megabytes', `class,email\n9B,${'x'.repeat(10 * MIB)}`, 'broken'],
    ['a first line of ten megabytes', 'x'.repeat(10 * MIB), 'broken'],
    ['ten megabytes in quotes', `class,email\n9B,"${'x\n'.repeat(5 * MIB)}"`, 'broken'],
    ['ten million columns', `class,email${','.repeat(10 * MIB)}`, 'broken'],
  ])('%s', async (_, text, code) => {
    const began = performance.now()
    expect(await refused(list(text))).toBe(code)
    expect(performance.now() - began).toBeLessThan(5000)
  })

  it('says where a quote was opened', async () => {
    await expect(
      read(list(`class,email\n9B,a@b.example\n"9B,a@b.example\n9B,c@d.example\n`)),
    ).rejects.toMatchObject({
      code: 'broken',
      file: 'list.csv',
    })
  })
})

/** A zip of one entry with whatever its headers are to say. */
function forged(name: string, packed: Buffer, said: { size: number; flags?: number }): Buffer {
  const path = Buffer.from(name)
  const head = (signature: number, central: boolean) => {
    const fields = Buffer.alloc(central ? 46 : 30)
    fields.writeUInt32LE(signature, 0)
    const at = central ? 2 : 0
    if (central) fields.writeUInt16LE(20, 4)
    fields.writeUInt16LE(20, 4 + at)
    fields.writeUInt16LE(said.flags ?? 0, 6 + at)
    fields.writeUInt16LE(8, 8 + at)
    fields.writeUInt32LE(packed.length, 18 + at)
    fields.writeUInt32LE(said.size, 22 + at)
    fields.writeUInt16LE(path.length, 26 + at)
    return fields
  }
  const local = Buffer.concat([head(0x04034b50, false), path, packed])
  const central = Buffer.concat([head(0x02014b50, true), path])
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, central, end])
}

describe('zips', () => {
  const bomb = deflateRawSync(Buffer.alloc(64 * MIB, 'a'))
  it.each([
    ['that say what a bomb unpacks to', forged('users.csv', bomb, { size: 64 * MIB }), 'too-large'],
    ['that say less than they unpack to', forged('users.csv', bomb, { size: 1000 }), 'zip'],
    ['that are locked', forged('users.csv', bomb, { size: 1000, flags: 1 }), 'locked'],
    ['that lead out of their folder', forged('../../etc/users.csv', bomb, { size: 1000 }), 'zip'],
    ['with an absolute path', forged('/etc/users.csv', bomb, { size: 1000 }), 'zip'],
    ['with a name of another system', forged('C:\\users.csv', bomb, { size: 1000 }), 'zip'],
    ['that are nothing but their mark', Buffer.from('PK\x03\x04'), 'zip'],
  ])('%s', async (_, bytes, code) => {
    const before = process.memoryUsage().rss
    expect(await refused(file('x.zip', bytes))).toBe(code)
    expect(process.memoryUsage().rss - before).toBeLessThan(128 * MIB)
  })

  it('with thousands of entries, of a workbook, cut off, beside other files', async () => {
    const many = await zipOf(Array.from({ length: 1000 }, (_, i) => file(`${i}.csv`, 'x')))
    expect(await refused(file('x.zip', many))).toBe('too-large')
    const workbook = await zipOf([file('[Content_Types].xml', '<x/>'), file('xl/sheet.xml', '<x/>')])
    expect(await refused(file('x.xlsx', workbook))).toBe('not-csv')
    const whole = await zipOf(filesOf())
    expect(await refused(file('x.zip', whole.subarray(0, whole.length - 100)))).toBe('zip')
    expect(await refused(file('x.zip', whole), file('users.csv', 'x'))).toBe('twice')
    expect(await refused(file('x.zip', await zipOf([])))).toBe('missing')
  })

  it('with any byte changed are read or refused, and never anything else', async () => {
    const whole = await zipOf(filesOf())
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
        const changed = Buffer.from(whole)
        changed[at] = byte
        expect(typeof (await refused(file('x.zip', changed)))).toBe('string')
      }),
      { numRuns: Math.min(300, budget('hostile-requests')), seed: seed() },
    )
  })
})

describe('any text in any cell', () => {
  const names = Object.keys(ONEROSTER)
  it('is read or refused, and never anything else', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.string({ unit: 'binary', maxLength: 200 }),
        async (name, text) => {
          expect(typeof (await refused(...filesOf(withRow(name, text))))).toBe('string')
        },
      ),
      { numRuns: Math.min(300, budget('hostile-requests')), seed: seed() },
    )
  })

  it('is repeated in a message short, on one line, and without letters that cannot be seen', async () => {
    const long = `${'x'.repeat(1000)}\u202e`
    const roster = await read(
      ...filesOf(withRow('enrollments.csv', `e99,,,"c\u202e\n9${long}",s1,u1,student,,,`)),
    )
    const said = roster.problems.at(-1)?.message ?? ''
    expect(said).toMatch(/^[^\n\u202e]+$/)
    expect(said.length).toBeLessThan(150)
  })
})

describe('a large roster', () => {
  it('of 50,000 rows is read in seconds', async () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => `C${i % 400},pupil${i % 1500}@school.example`)
    const began = performance.now()
    const roster = await read(list(`class,email\n${rows.join('\n')}\n`))
    expect(performance.now() - began).toBeLessThan(10_000)
    expect({ classes: roster.classes.length, people: roster.people.length }).toEqual({
      classes: 400,
      people: 1500,
    })
  })

  it('of nothing but bad rows is counted, and the first ones named', async () => {
    const roster = await read(list(`class,email\n9B,a@b.example\n${'9B,nobody\n'.repeat(50_000)}`))
    expect(roster.problemCount).toBe(50_000)
    expect(roster.problems).toHaveLength(MOST_PROBLEMS)
  })

  it('of more rows than any school has is refused', async () => {
    expect(await refused(list(`class,email\n${'9B,a@b.example\n'.repeat(500_001)}`))).toBe('too-large')
  })
})
