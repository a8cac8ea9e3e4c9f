import { expect, test } from 'vitest'
import { listsDocumentSchema } from './lists-document.ts'

test('a name that is no host costs that name, and not the document', () => {
  const hosts = ['a.example', '-b.example', 'C.example', 'a path/', `${'x'.repeat(64)}.example`]
  const segment = { id: 'a', name: 'A', licence: 'CC0', category: 'games', hosts }
  const document = { version: { epoch: 1, number: 1 }, issuedAt: 0, segments: [segment] }
  expect(listsDocumentSchema.parse(document).segments[0]?.hosts).toEqual(['a.example'])
  expect(listsDocumentSchema.safeParse({ ...document, segments: [{ ...segment, hosts: [3] }] }).success).toBe(
    false,
  )
})
