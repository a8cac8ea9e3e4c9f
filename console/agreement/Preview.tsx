import { Markdown } from '../../lib/ui/agreement/Markdown.tsx'

/** How the text will look to its readers: by what their page shows it with. */
export const Preview = ({ markdown }: { markdown: string }) =>
  markdown.trim() === '' ? null : (
    // Focusable, so that the keyboard scrolls it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div class="agreement-preview prose" role="region" tabIndex={0} aria-label="How it will look">
      <Markdown markdown={markdown} />
    </div>
  )
