/** A text as the school published it: Markdown, or a file in the browser's own viewer with its summary. */
import type { ComponentType } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { type AgreementText, pdfOf } from '../../protocol/agreement.ts'
import { useWords } from '../i18n/context.ts'

export function Text({ text }: { text: AgreementText }) {
  const { t } = useWords()
  return (
    <>
      {text.pdf !== undefined && <Pdf text={text} />}
      {text.pdf !== undefined && text.body.trim() !== '' && <h2>{t('agreement.pdf.summary')}</h2>}
      {text.body.trim() !== '' && <Body markdown={text.body} />}
    </>
  )
}

/** As wide as the frame, without the viewer's list of small pages. */
const VIEW = '#navpanes=0&view=FitH'

type Drawing = ComponentType<{ markdown: string }>

/** What reads Markdown comes when there is some to read. Until then, and without it, the words stand as they are. */
function Body({ markdown }: { markdown: string }) {
  const [found, setFound] = useState<{ readonly Markdown: Drawing }>()
  useEffect(() => {
    import('./Markdown.tsx').then(setFound, () => undefined)
  }, [])
  return (
    <article class="prose" dir="auto">
      {found ? <found.Markdown markdown={markdown} /> : <p class="prose__plain">{markdown}</p>}
    </article>
  )
}

function Pdf({ text }: { text: AgreementText }) {
  const { t } = useWords()
  const address = useMemo(() => {
    const bytes = pdfOf(text)
    return bytes ? URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' })) : undefined
  }, [text])
  useEffect(() => () => void (address && URL.revokeObjectURL(address)), [address])
  return (
    <section class="part">
      {address && <iframe class="file" src={`${address}${VIEW}`} title={text.title} />}
      <p>{t('agreement.pdf.cannot')}</p>
      {address && (
        <p>
          <a href={address} download={`${text.title}.pdf`}>
            {t('agreement.pdf.save')}
          </a>
        </p>
      )}
    </section>
  )
}
