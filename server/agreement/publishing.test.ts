/** A text that is published, brought back and withdrawn; what is wrong with one, by its field; a PDF that is one. */
import { expect, it } from 'vitest'
import { agreementNameOf, MOST_PDF_BYTES } from '../../lib/protocol/agreement.ts'
import { agreementStage, text } from './testing-agreement.ts'

const stage = agreementStage()
const { as, audit } = stage

it('publishes what it is given, and says which field is wrong and what to do', async () => {
  const dsl = await as('dsl')
  const wrong = [
    { ...text(), title: ' ' },
    { ...text(), body: ' ' },
    text({ questions: [{ question: 'Be what?', answers: ['Kind', 'Rude'], right: 2, why: 'x' }] }),
    text({ questions: [{ question: 'Be what?', answers: ['Kind', 'Rude', ' kind '], right: 0, why: 'x' }] }),
  ]
  for (const [i, [field, fix]] of (
    [
      ['title', 'give the agreement a title'],
      ['body', 'write the agreement, or choose a PDF file'],
      ['questions.0.right', 'mark one of the answers as right'],
      ['questions.0.answers.2', 'says the same as another answer'],
    ] as const
  ).entries()) {
    const sent = await dsl.post('/admin/agreement/texts', wrong[i])
    expect([sent.status, sent.json()]).toMatchObject([422, { field, message: expect.stringContaining(fix) }])
  }
  const next = text({ title: 'Our new rules' })
  const done = await dsl.post('/admin/agreement/texts', next)
  expect(done.json()).toMatchObject({
    publications: [
      { title: 'Our new rules', ended: null, by: 'dsl@school.example', questions: 1 },
      { name: stage.name, ended: expect.any(Number), withdrawn: false },
    ],
  })
  const again = await dsl.post(`/admin/agreement/texts/${stage.name}/again`)
  expect(again.json()).toMatchObject({ publications: [{ name: stage.name, ended: null }, {}, {}] })
  expect((await dsl.post(`/admin/agreement/texts/${stage.name}/withdraw`)).status).toBe(200)
  expect((await dsl.post(`/admin/agreement/texts/${stage.name}/withdraw`)).status).toBe(404)
  expect(await audit('agreement-withdraw')).toEqual([`child ${stage.name}`])
  expect((await dsl.get(`/admin/agreement/texts/${await agreementNameOf(next)}`)).json()).toEqual(next)
})

const pdf = (size: number, more: { head?: string; tail?: string } = {}): string => {
  const { head = '%PDF-1.7\n', tail = '\n%%EOF\n' } = more
  return Buffer.from(head + ' '.repeat(size - head.length - tail.length) + tail).toString('base64url')
}

it('takes a PDF that is one, and no other file however it is called', async () => {
  const dsl = await as('dsl')
  const send = async (file: string) => dsl.post('/admin/agreement/texts', text({ body: '', pdf: file }))
  expect((await send(pdf(MOST_PDF_BYTES))).json()).toMatchObject({
    publications: [{ pdf: MOST_PDF_BYTES }, {}],
  })
  for (const [file, status] of [
    [pdf(MOST_PDF_BYTES + 1), 422],
    [pdf(4 * MOST_PDF_BYTES), 413],
    [pdf(500, { head: 'MZ\u0000\u0000' }), 422],
    [pdf(500, { head: '<html>%PDF-1.7' }), 422],
    [pdf(500, { head: '%PDF-x' }), 422],
    [pdf(500, { tail: '' }), 422],
    [pdf(500, { tail: '/Encrypt 3 0 R\n%%EOF' }), 422],
    [`${pdf(500)}=`, 422],
  ] as const) {
    const sent = await send(file)
    expect([sent.status, file.length]).toEqual([status, file.length])
    if (status === 422) expect(sent.json()).toMatchObject({ field: 'pdf' })
  }
})
