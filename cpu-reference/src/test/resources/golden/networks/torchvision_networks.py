"""Makes the golden networks whose structure is torchvision's: weights as F16, the input as F32, the output computed in
float64 and rounded once.

    pip install torch torchvision safetensors
    python torchvision_networks.py

Normalisations have the statistics of what they met, so that values neither die nor grow, and weights that carry them
beyond 3 and 6, where hard swish, hard sigmoid and ReLU6 bend.
"""

import torch
from safetensors.torch import save_file
from torch import nn
from torchvision.models import mobilenet_v2, mobilenetv3, shufflenet_v2_x0_5, squeezenet1_1

CLASSES = 10


def mobilenet_v3(name):
    blocks, last = mobilenetv3._mobilenet_v3_conf(name, width_mult=0.25)
    return mobilenetv3.MobileNetV3(blocks, last, num_classes=CLASSES)


NETWORKS = {
    "shufflenet-v2-s0.5-c10-64": (lambda: shufflenet_v2_x0_5(num_classes=CLASSES), (2, 3, 64, 49)),
    "mobilenet-v2-s0.25-c10-64": (lambda: mobilenet_v2(num_classes=CLASSES, width_mult=0.25), (1, 3, 64, 75)),
    "mobilenet-v3-large-s0.25-c10-64": (lambda: mobilenet_v3("mobilenet_v3_large"), (2, 3, 64, 53)),
    "mobilenet-v3-small-s0.25-c10-64": (lambda: mobilenet_v3("mobilenet_v3_small"), (1, 3, 64, 96)),
    "squeezenet-c10-64": (lambda: squeezenet1_1(num_classes=CLASSES), (1, 3, 64, 57)),
}


def draw(network, shape):
    """Weights, then statistics, all of them values that F16 holds."""
    for module in network.modules():
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            nn.init.kaiming_normal_(module.weight)
            if module.bias is not None:
                nn.init.uniform_(module.bias, -0.5, 0.5)
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.5, 4)
            nn.init.uniform_(module.bias, -1, 1)
            module.momentum = 1
    network.train()(torch.randn(16, *shape[1:]))
    for name, tensor in network.state_dict().items():
        if tensor.is_floating_point():
            tensor.copy_(tensor.half())
    return network.eval()


def main():
    torch.manual_seed(1707)
    for name, (build, shape) in NETWORKS.items():
        network = draw(build(), shape)
        state = {key: tensor.half() for key, tensor in network.state_dict().items() if "num_batches" not in key}
        image = torch.randn(shape)
        with torch.no_grad():
            output = network.double()(image.double()).float()
        save_file(state, f"{name}.safetensors", metadata={"network": name})
        save_file({"input": image, "output": output}, f"{name}.io.safetensors")
        print(name, output[0].tolist())


if __name__ == "__main__":
    main()
