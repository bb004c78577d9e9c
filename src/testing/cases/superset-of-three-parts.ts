import { type Case, pull } from '../case.ts'

// A maintainer's pull request takes in three contributors' pull requests for one file; the parts do not resemble each
// other.
const parts = {
  flush: [
    '     def flush_buffer(self, buffer):',
    '-        chunks = cut_text(buffer.text, self.limit)',
    '-        first = render_markup(chunks[0])',
    '+        markup = render_markup(buffer.text)',
    '+        if len(markup) <= self.hard_limit:',
    '+            return self.edit_message(buffer.anchor, markup)',
    '+        chunks = cut_markup(markup, self.hard_limit)',
    '         for rest in chunks[1:]:',
  ],
  begin: [
    '     def begin_stream(self, chat):',
    '+        stale = self.streams.get(chat)',
    '+        if stale is not None and stale.is_silent():',
    '+            stale.cancel(reason="a newer stream began")',
    '         stream = Stream(chat)',
    '         return stream',
  ],
  end: [
    '     def end_stream(self, chat):',
    '-        stream = self.streams.pop(chat)',
    '+        stream = self.streams.pop(chat, None)',
    '+        if stream is None:',
    '+            self.journal.warn("no stream was open for %s", chat)',
    '+            return 0',
    '         return stream.total',
  ],
}

export default {
  pulls: [
    pull(101, 'ada', 'render before cutting, so that markup fits (fixes #31)', {
      'src/flush.py': parts.flush,
    }),
    pull(102, 'bela', 'cancel a silent stream when another begins', { 'src/begin.py': parts.begin }),
    pull(103, 'cato', 'ending a stream twice is no error', { 'src/end.py': parts.end }),
    pull(104, 'keeper', 'one pass over streams\n\nTakes in #101, #102 and #103.', {
      'src/flush.py': parts.flush,
      'src/begin.py': parts.begin,
      'src/end.py': parts.end,
    }),
  ],
  right: { sets: [[101, 102, 103, 104]], pairs: { '101-104': 'SAME_FEATURE', '101-102': 'nothing' } },
} satisfies Case
