// Mounts the gallery, which shows every drawn part and every piece of interface. #dark and #projector switch the palette.
import { mount } from 'svelte';
import '../design/tokens.css';
import '../design/interface.css';
import '../design/drawing.css';
import Gallery from './Gallery.svelte';

const palette = location.hash.slice(1);
if (palette === 'dark') document.documentElement.dataset.theme = 'dark';
if (palette === 'projector') document.documentElement.dataset.profile = 'projector';
mount(Gallery, { target: document.body });
