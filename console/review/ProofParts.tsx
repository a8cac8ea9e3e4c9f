/** What the school shows to others, for who has a part in it. */
import { NumbersPart } from '../charts/NumbersPart.tsx'
import { PublicPagePart } from '../public-page/PublicPagePart.tsx'
import { SelfChecksPart } from '../self-check/SelfChecksPart.tsx'
import { has } from '../state.ts'
import { ReviewPart } from './ReviewPart.tsx'

export const ProofParts = () => {
  const leads = has('network') || has('dsl') || has('head')
  return (
    <>
      {(leads || has('governor')) && (
        <>
          <NumbersPart />
          <SelfChecksPart />
          <ReviewPart />
        </>
      )}
      {leads && <PublicPagePart />}
    </>
  )
}
