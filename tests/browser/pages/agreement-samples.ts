/** Answers for the page of the agreement. School's words are marked «so»: they are data, not ours. */
import type { AgreementView, Asked } from '../../../lib/messages/agreement.ts'
import { toBase64url, utf8 } from '../../../lib/protocol/bytes.ts'
import { school } from './school.ts'

const BODY = `# «Be kind»

«We use computers to learn. **Ask before you share** a picture of somebody.»

- «Keep your password to yourself.»
- «Tell an adult when something upsets you.»

| «Where» | «What» |
| --- | --- |
| «In class» | «What your teacher says» |

«More on [our site](https://school.example.test/rules).»
`

const asked: Asked = {
  name: 'N'.repeat(43),
  title: '«How we use computers»',
  audience: 'child',
  year: 2026,
  missing: 'reading',
  until: 'set-work',
  work: true,
  parent: true,
  text: {
    audience: 'child',
    title: '«How we use computers»',
    body: BODY,
    questions: [
      {
        question: '«Somebody is unkind online. What do you do?»',
        answers: ['«Tell an adult»', '«Be unkind back»', '«Say nothing»'],
        right: 0,
        why: '«An adult can help, and it is not your fault.»',
      },
    ],
  },
}
const { text: _, ...textless } = asked

const view = (more: Partial<Asked> = {}): AgreementView => ({
  school,
  person: '«ada.pupil@hill.example»',
  asked: { ...asked, ...more },
})

export const AGREEMENTS: Readonly<Record<string, AgreementView>> = {
  reading: view(),
  adult: view({ audience: 'adult' }),
  again: view({ again: true }),
  'no-text': { school, asked: textless },
  parent: view({ missing: 'parent', given: 'sent' }),
  'parent-no-work': view({ missing: 'parent', given: 'sent', work: false }),
  device: view({ missing: 'device', given: 'sent' }),
  agreed: view({ missing: 'nothing', given: 'sent' }),
  offline: view({ missing: 'nothing', given: 'kept' }),
  'no-room': view({ missing: 'nothing', given: 'unkept' }),
  none: { school },
}

/** The smallest file that the browser's viewer takes: one empty page. */
const PDF = toBase64url(
  utf8(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF`),
)

export const FILE: AgreementView = {
  ...view(),
  asked: {
    ...asked,
    text: { audience: 'child', title: asked.title, body: '«In short: be kind.»', pdf: PDF, questions: [] },
  },
}

/** Nobody is known, and nobody's parent can be. */
export const NOBODY: AgreementView = { school, asked: { ...asked, missing: 'parent', given: 'kept' } }
