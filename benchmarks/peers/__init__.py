"""One diffusion on a network, written for several libraries; each runs in an environment of its own."""
