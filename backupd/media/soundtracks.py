"""The heard track of a film that is made anew. Runs inside the darkroom's worker."""

import av
from av.container import InputContainer, OutputContainer

from backupd.media.spans import Span

SOUND_RATE, SOUND_BITS = 48000, 128_000


class Sound:
    """The heard track: at most two channels, AAC."""

    def __init__(self, source: InputContainer, copy: OutputContainer, span: Span) -> None:
        self.stream = source.streams.audio[0]
        self._copy, self._start, self._next = copy, span.begin, 0
        self._layout = "mono" if self.stream.codec_context.channels == 1 else "stereo"
        self._track = copy.add_stream("aac", rate=SOUND_RATE, layout=self._layout)
        self._track.bit_rate = SOUND_BITS
        self._resampler = self._new_resampler()

    def add(self, frame: av.AudioFrame | None) -> None:
        """Encode one frame; None empties the resampler."""
        if frame is not None and frame.pts is not None and frame.time_base:
            frame.pts -= round(self._start / frame.time_base)
        for heard in self._resampled(frame):
            heard.pts = max(heard.pts or 0, self._next)  # damaged films run backwards, encoders do not
            self._next = heard.pts + heard.samples
            self._copy.mux(self._track.encode(heard))

    def finish(self) -> None:
        """Encode what is still held."""
        self.add(None)
        self._copy.mux(self._track.encode(None))

    def _resampled(self, frame: av.AudioFrame | None) -> list[av.AudioFrame]:
        try:
            return self._resampler.resample(frame)
        except ValueError:  # rate or channels changed midway
            self._resampler = self._new_resampler()
            return self._resampler.resample(frame)

    def _new_resampler(self) -> av.AudioResampler:
        return av.AudioResampler("fltp", self._layout, SOUND_RATE)
