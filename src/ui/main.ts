// The page's entry.
import { mount } from 'svelte';
import App from './app/App.svelte';
import './design/tokens.css';
import './design/interface.css';
import './design/drawing.css';

const target = document.getElementById('app');
if (target) mount(App, { target });
