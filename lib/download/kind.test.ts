import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { DANGEROUS, type FileKind } from '../policy/downloads.ts'
import { kindOf } from './kind.ts'

const RLO = '\u202E'
const at = 'https://files.test/x'
const plain = 'application/octet-stream'

describe('what a file is', () => {
  test.each<[string, string, FileKind]>([
    ['fractions.pdf', 'application/pdf', 'document'],
    ['fractions.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'document'],
    ['fractions.docx', 'application/zip', 'document'],
    ['marks.csv', 'application/vnd.ms-excel', 'text'],
    ['notes.txt', 'text/plain; charset=utf-8', 'text'],
    ['photo.JPEG', 'image/jpeg', 'picture'],
    ['song.mp3', 'audio/mpeg', 'sound'],
    ['film.mp4', 'video/mp4', 'video'],
    ['project.zip', 'application/zip', 'archive'],
    ['game.sb3', plain, 'document'],
    ['data.xyz', plain, 'other'],
    ['noending', plain, 'other'],
    ['noending', 'application/pdf', 'document'],
    ['sums.xlsm', plain, 'macro-document'],
    ['setup.exe', plain, 'executable'],
    ['setup.msi', plain, 'installer'],
    ['app.apk', plain, 'installer'],
    ['run.js', 'text/javascript', 'script'],
    ['run.ps1', 'text/plain', 'script'],
    ['disk.iso', plain, 'disk-image'],
    ['game.lnk', plain, 'shortcut'],
    ['page.html', 'text/html', 'web-page'],
    ['drawing.svg', 'image/svg+xml', 'web-page'],
    ['page.mht', 'multipart/related', 'web-page'],
    ['help.chm', plain, 'script'],
    ['help', 'application/vnd.ms-htmlhelp', 'script'],
    ['help.hlp', plain, 'script'],
    ['box.wsb', plain, 'script'],
    ['nightly.job', plain, 'script'],
    ['shell.terminal', plain, 'script'],
    ['addin.vsto', plain, 'installer'],
    ['addin', 'application/x-ms-vsto', 'installer'],
    ['school.ppkg', plain, 'installer'],
    ['mail.otm', plain, 'macro-document'],
    ['place.inetloc', plain, 'shortcut'],
    ['place.fileloc', plain, 'shortcut'],
    ['scrap.shs', plain, 'shortcut'],
    ['macro.mam', plain, 'shortcut'],
    ['form.maf', plain, 'shortcut'],
    ['report.mar', plain, 'shortcut'],
    ['table.mat', plain, 'shortcut'],
    ['lesson.one', plain, 'archive'],
    ['film.torrent', 'application/x-bittorrent', 'torrent'],
  ])('%s as %s: %s', (name, mime, kind) => {
    expect(kindOf(name, mime, at)).toEqual({ kind, name, disguised: false })
  })

  test.each<[string, string, string, FileKind]>([
    ['two endings', 'fractions.pdf.exe', plain, 'executable'],
    ['two endings and much room', `fractions.pdf${' '.repeat(80)}.exe`, plain, 'executable'],
    ['a turned direction', `fractions-${RLO}fdp.exe`, plain, 'executable'],
    ['a final dot', 'fractions.pdf.exe.', plain, 'executable'],
    ['final spaces', 'fractions.pdf.exe  ', plain, 'executable'],
    ['a final dot that the browser made a line', 'fractions.pdf.exe_', plain, 'executable'],
    ['full-width letters', 'fractions.pdf．ｅｘｅ', plain, 'executable'],
    ['a stream', 'fractions.pdf.exe::$DATA', plain, 'executable'],
    ['an escape', 'fractions.pdf%2Eexe', plain, 'executable'],
    ['no width', 'fractions.pdf.e\u200Bxe', plain, 'executable'],
    ['another type', 'fractions.pdf', 'application/x-msdownload', 'executable'],
    ['a page under a picture’s name', 'photo.png', 'text/html', 'web-page'],
    ['packed', 'setup.exe.zip', 'application/zip', 'executable'],
    ['a macro document in a pack', 'sums.xlsm.gz', 'application/gzip', 'macro-document'],
  ])('seen through: %s', (_what, name, mime, kind) => {
    const seen = kindOf(name, mime, at)
    expect(seen).toMatchObject({ kind, disguised: true })
    expect(seen.name).not.toContain(RLO)
  })

  test('what a data: address holds counts, whatever its name', () => {
    expect(kindOf('notes.txt', '', 'data:text/html;base64,PGI+')).toMatchObject({ kind: 'web-page' })
    expect(kindOf('notes.txt', '', 'data:text/plain,hello')).toMatchObject({ kind: 'text', disguised: false })
    expect(kindOf('x', '', 'magnet:?xt=urn:btih:0')).toMatchObject({ kind: 'torrent' })
  })

  test('a name in Arabic with its own marks of direction is an ordinary name', () => {
    expect(kindOf('\u200Fدرس\u200F.pdf', 'application/pdf', at)).toEqual({
      kind: 'document',
      name: 'درس.pdf',
      disguised: false,
    })
  })
})

const ending = fc.constantFrom('exe', 'EXE', 'js', 'msi', 'iso', 'lnk', 'html', 'xlsm', 'torrent', 'bat')
const stem = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !/[/\\:%]/.test(text))
const tail = fc.constantFrom('', '.', '..', ' ', ' .', '_', '\u200B', '::$DATA')

property.prop([stem, ending, tail, fc.constantFrom('', 'text/plain', 'application/pdf', 'image/png', plain)])(
  'no stem, tail or type makes a dangerous ending harmless',
  (before, last, after, mime) => {
    expect(DANGEROUS.has(kindOf(`${before}a.${last}${after}`, mime, at).kind)).toBe(true)
  },
)

property.prop([fc.string({ unit: 'binary', maxLength: 300 }), fc.string(), fc.string()])(
  'anything at all has a kind and a name that can be saved',
  (name, mime, source) => {
    const seen = kindOf(name, mime, source)
    expect(seen.name).toMatch(/^[^\\/:*?"<>|\p{Cc}]+$/u)
    expect(seen.name).not.toMatch(/^\.|[. ]$/)
    expect(seen.name.length).toBeLessThanOrEqual(160)
  },
)
