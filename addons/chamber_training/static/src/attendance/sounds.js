/** Short tones told apart without looking: [frequency in Hz, seconds] one after the other. */
const TONES = {
    noted: [[880, 0.12]],
    late: [[660, 0.12], [660, 0.12]],
    again: [[520, 0.1], [520, 0.1]],
    refused: [[220, 0.35], [160, 0.35]],
};

let context;

/** Play the tone of a result; a browser without sound stays silent. */
export function playResult(result) {
    const AudioContext = window.AudioContext || window.webkitAudioContext;
    if (!AudioContext || !TONES[result]) {
        return;
    }
    context ||= new AudioContext();
    if (context.state === "suspended") {
        context.resume().catch(() => {});
    }
    let start = context.currentTime;
    for (const [frequency, seconds] of TONES[result]) {
        const oscillator = context.createOscillator();
        const gain = context.createGain();
        oscillator.frequency.value = frequency;
        gain.gain.value = 0.2;
        oscillator.connect(gain).connect(context.destination);
        oscillator.start(start);
        oscillator.stop(start + seconds);
        start += seconds + 0.05;
    }
}
