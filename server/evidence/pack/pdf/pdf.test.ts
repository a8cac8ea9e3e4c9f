/** The PDF of a pack: it reads, it verifies, it does nothing, and whoever changes any byte of it is told of. */
import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { deflateSync, inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../../../lib/protocol/rows.ts'
import { TEN } from '../../../lessons/testing-lessons.ts'
import { LEAD, LookStage, search, seen, stopped } from '../../../record/testing-looks.ts'
import { eachAt } from '../../../testing-clock.ts'
import { readZip } from '../../read-zip.ts'
import { type Verified, verifyPack } from '../../verifier/pack.ts'
import { isPdf, packInPdf } from '../../verifier/pdf.ts'
import { zipped } from '../pack.ts'
import { MOST_WRITTEN, written } from './record.ts'

let stage: LookStage
eachAt(TEN, async () => {
  stage = await LookStage.open()
  return stage.school
})

async function fetched(rows: readonly Row[], look: Record<string, unknown> = {}): Promise<Buffer> {
  await stage.amy.activity([...rows])
  const { id } = await stage.look(look)
  const sent = await stage.school.ask(LEAD, 'GET', `/admin/record-looks/${id}/pack?as=pdf`)
  expect([sent.statusCode, sent.headers['content-type']]).toEqual([200, 'application/pdf'])
  expect(sent.headers['content-disposition']).toMatch(/attachment; filename="kerb-pack-[\d-]+\.pdf"/)
  return sent.rawPayload
}

async function verified(pdf: Buffer): Promise<Verified> {
  const files = await readZip(packInPdf(pdf))
  return verifyPack((name) => files.get(name) ?? null, pdf)
}

/** Everything of a PDF that is not compressed, and what is, opened; not the pack within. */
function opened(pdf: Buffer): string {
  const texts: string[] = []
  let end = 0
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('\nstream\n', end)) {
    const head = pdf.toString('latin1', end, at)
    texts.push(head)
    const start = pdf.indexOf('stream\n', at) + 7
    end = pdf.indexOf('endstream', start) + 9
    if (head.includes('/FlateDecode') && !head.includes('/EmbeddedFile'))
      texts.push(inflateSync(pdf.subarray(start, end - 9)).toString('latin1'))
  }
  return [...texts, pdf.toString('latin1', end)].join('\n')
}

const WEEK = [seen(1), search(2, 'how to make a volcano'), stopped(3)]

describe('a PDF', () => {
  it('is tagged, says which language it is in, and carries the pack that verifies', async () => {
    const pdf = await fetched(WEEK)
    expect(isPdf(pdf)).toBe(true)
    expect(await verified(pdf)).toMatchObject({ rows: 3, signed: 3, problems: [], hasPdf: true })
    const text = opened(pdf)
    expect(text).toContain('/Marked true')
    expect(text).toMatch(/\/Lang \(en-GB\)/)
    for (const kind of ['Document', 'H1', 'H2', 'H3', 'P', 'L', 'LI', 'LBody'])
      expect(text, kind).toContain(`/S /${kind}\n`)
    expect(text).toContain('/DisplayDocTitle true')
  })

  it('is checked by the documented commands, as a zip is', async () => {
    const pdf = await fetched(WEEK)
    const folder = join(stage.school.server.folder, 'pdf-pack')
    for (const [name, bytes] of await readZip(packInPdf(pdf))) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), bytes)
    }
    const [whole, other] = [join(folder, 'whole.pdf'), join(folder, 'other.pdf')]
    writeFileSync(whole, pdf)
    const changed = Buffer.from(pdf)
    changed[changed.indexOf('/Title') + 9]! ^= 1
    writeFileSync(other, changed)
    const check = async (...words: string[]) =>
      promisify(execFile)(process.execPath, words, { cwd: folder }).then(
        ({ stdout }) => stdout,
        (error: { stdout: string; stderr: string }) => `failed: ${error.stdout}${error.stderr}`,
      )
    const cli = fileURLToPath(new URL('../../../cli/evidence.ts', import.meta.url))
    for (const words of [['verifier/verify.mjs'], [cli, 'verify']]) {
      expect(await check(...words, whole)).toContain('This PDF and the pack in it are whole')
      expect(await check(...words, other)).toMatch(/^failed: This pack does not hold:\n- the PDF was changed/)
    }
  }, 60_000)

  it('of which anything was changed does not verify: text, attachment, what stands after the end', async () => {
    const pdf = await fetched(WEEK)
    const changedAt = (at: number): Buffer => {
      const bytes = Buffer.from(pdf)
      bytes[at]! ^= 1
      return bytes
    }
    const attached = pdf.indexOf('stream\n', pdf.indexOf('/EmbeddedFile'))
    expect(() => packInPdf(changedAt(attached + 9))).toThrow('was changed')
    const text = pdf.lastIndexOf('stream\n', pdf.indexOf('/Type /Font'))
    for (const at of [10, text + 40, pdf.lastIndexOf('%%EOF') - 20])
      expect((await verified(changedAt(at))).problems, String(at)).toEqual(['the PDF was changed'])
    const after = Buffer.concat([pdf, Buffer.from('1 0 obj\n<<>>\nendobj\n')])
    const unsigned = 'the PDF does not end with the school server’s signature'
    expect((await verified(after)).problems).toEqual([unsigned])
    expect((await verified(pdf.subarray(0, pdf.lastIndexOf('%kerb')))).problems).toEqual([unsigned])
  })

  it('with another pack in it, or one that was changed, does not verify', async () => {
    const pdf = await fetched(WEEK)
    const files = await readZip(packInPdf(pdf))
    const rows = files.get('rows.json')?.toString('utf8').replace('volcano', 'explosive') ?? ''
    const texts = [...files].map(([name, bytes]) => [name, bytes.toString('utf8')] as const)
    const other = deflateSync(await zipped(new Map([...texts, ['rows.json', rows]]), TEN))
    const at = pdf.indexOf('/EmbeddedFile')
    const start = pdf.indexOf('stream\n', at) + 7
    const head = pdf.toString('latin1', at, start).replace(/\/Length \d+/, `/Length ${other.length}`)
    const end = pdf.indexOf('\nendstream', start)
    const forged = Buffer.concat([pdf.subarray(0, at), Buffer.from(head, 'latin1'), other, pdf.subarray(end)])
    const { problems } = await verified(forged)
    expect(problems).toContain('rows.json was changed')
    expect(problems).toContain('the PDF was changed')
    expect(() => packInPdf(Buffer.from('%PDF-1.7\nnothing'))).toThrow('no pack')
    expect(() => packInPdf(Buffer.concat([pdf, pdf]))).toThrow('more than one')
  })

  it('has nothing in it that acts, whatever a pupil, a page or a reason is called', async () => {
    const hostile =
      ') Tj ET /OpenAction << /S /JavaScript /JS (app.alert(1)) >> endobj https://evil.example/x javascript:1\u202Egpj\u0000'
    const name = '<b>/URI@school.example'
    const mallory = await stage.school.device(name)
    await mallory.heartbeat()
    const who = { name, from: 'profile' } as const
    await mallory.activity([
      { ...search(1, hostile), who },
      { ...stopped(2, 'evil.example'), path: '/(%29)/#x', who } as Row,
      { seq: 3, at: TEN - 1000, who, kind: 'title', visit: 2, title: hostile },
    ])
    const look = { person: await stage.numberOf(name), words: hostile.replace('\u0000', '') }
    const pdf = await fetched(WEEK, look)
    const text = opened(pdf)
    expect(await verified(pdf)).toMatchObject({ rows: 3, problems: [] })
    const acting =
      /\/(?:OpenAction|AA|JavaScript|JS|URI|Annots?|Link|Launch|SubmitForm|GoToR|GoToE|RichMedia|AcroForm|XFA|Movie)\b/
    expect(acting.exec(text)?.[0]).toBeUndefined()
    expect(text).not.toMatch(/evil|alert/)
  })

  it('has letters that are written from right to left, and what turns writing as a number', async () => {
    const pdf = await fetched([search(1, 'كيف أصنع'), search(2, 'שלום 12'), search(3, 'ab\u202Eשלום')])
    expect(await verified(pdf)).toMatchObject({ rows: 3, problems: [] })
    for (const words of ['كيف أصنع', 'שלום 12', 'ab[U+202E]שלום'])
      expect(opened(pdf)).toContain(Buffer.from(words, 'utf16le').swap16().toString('latin1'))
    expect(opened(pdf)).not.toContain(Buffer.from('U+06', 'utf16le').swap16().toString('latin1'))
  })

  it('writes out no more rows than it can: notable ones first, then the newest, in their order', () => {
    const rows = Array.from({ length: 10 }, (_, i) => ({ i, isNotable: i % 4 === 0 }))
    const shown = (most: number) => written(rows, most).map(({ i }) => i)
    expect(shown(10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(shown(5)).toEqual([0, 4, 7, 8, 9])
    expect(shown(2)).toEqual([4, 8])
    expect(MOST_WRITTEN).toBeLessThanOrEqual(5000)
  })
})
