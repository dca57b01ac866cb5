import { createApp } from 'vue';
import '../shared/theme.css';
import ConsoleApp from './ConsoleApp.vue';

createApp(ConsoleApp).mount('#app');
