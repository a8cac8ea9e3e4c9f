/** How the text will look to its readers. */
export const Preview = ({ markdown }: { markdown: string }) =>
  markdown.trim() === '' ? null : (
    <div class="agreement-preview" role="region" aria-label="How it will look">
      <p class="agreement-plain">{markdown}</p>
    </div>
  )
